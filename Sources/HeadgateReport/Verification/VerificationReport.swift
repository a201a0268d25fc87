import HeadgateCore
public import HeadgateModel

/// What `verify` prints of one scenario: a line where all is the same, else where it parts.
public struct VerificationReport: Sendable {
  private static let shownDifferences = 4

  private let result: VerificationResult
  private let repeating: String

  /// - Parameter repeating: The command that runs the first difference alone.
  public init(_ result: VerificationResult, repeating: String) {
    self.result = result
    self.repeating = repeating
  }

  /// Lines, each ended by a newline.
  public var text: String {
    lines.map { $0 + "\n" }.joined()
  }

  private var lines: [String] {
    let path = result.scenarioPath
    guard let divergence = result.divergence else {
      let state = result.isInterrupted ? "interrupted, equal so far" : "equal"
      return ["\(path): \(state): \(extent), digest \(result.digest)"]
    }
    let runs = Decimal.grouped(result.variants * result.replications)
    return [
      "\(path): DIFFERENT: \(modes) disagree in \(Decimal.grouped(result.differing)) of \(runs) "
        + "runs; first in \(divergence.variant), replication \(divergence.replication)"
    ] + differences(divergence) + events(divergence) + ["  repeat: \(repeating)"]
  }

  private var modes: String {
    "\(result.reference.rawValue) and \(result.candidate.rawValue)"
  }

  private var extent: String {
    "\(RunReport.counted(result.variants, "variant")) × "
      + "\(RunReport.counted(result.replications, "replication")), "
      + "\(Decimal.grouped(result.jobs)) jobs, \(Decimal.grouped(result.events)) events"
  }

  private func differences(_ divergence: Divergence) -> [String] {
    let all = divergence.differences
    var lines = all.prefix(Self.shownDifferences).map { difference in
      let values = [difference.reference, difference.candidate]
      return "  \(difference.what)"
        + (values == ["", ""] ? " differs" : ": \(values.joined(separator: " against "))")
    }
    if all.count > lines.count { lines.append("  and \(all.count - lines.count) more") }
    return lines
  }

  private func events(_ divergence: Divergence) -> [String] {
    switch divergence.events {
    case .diverged(let events): return lines(events, divergence.stages)
    case .same(let count):
      return [
        "  all \(Decimal.grouped(count)) events are the same: what differs is in the books alone"
      ]
    case .notRepeatable(let mode):
      return [
        "  run again, \(mode.rawValue) did something else: it is not deterministic by itself"
      ]
    case .notSearched: return ["  stopped before the first event that differs was found"]
    }
  }

  private func lines(_ events: EventDivergence, _ stages: [StageSettings]) -> [String] {
    let before = events.index - UInt64(events.context.count)
    let width = Decimal.grouped(events.index + 3).count
    func numbered(_ list: [TraceEvent], from first: UInt64) -> [String] {
      list.enumerated().map { offset, event in
        let number = Decimal.grouped(first + UInt64(offset))
        return "    " + TextWrapping.pad(number, to: width, .right) + "  "
          + event.json(stages: stages)
      }
    }
    func side(_ mode: RunMode, _ list: [TraceEvent]) -> [String] {
      ["  \(mode.rawValue), from event \(Decimal.grouped(events.index)) on"]
        + (list.isEmpty ? ["    the end of its events"] : numbered(list, from: events.index))
    }
    return (events.context.isEmpty ? [] : ["  both, up to there"])
      + numbered(events.context, from: before) + side(result.reference, events.reference)
      + side(result.candidate, events.candidate)
  }
}
