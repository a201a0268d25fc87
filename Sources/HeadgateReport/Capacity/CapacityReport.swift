public import HeadgateModel

/// How much load a scenario carries: variant by variant the answer, what breaks beyond it, and how
/// busy the stages are there.
public struct CapacityReport: Sendable {
  private let result: CapacityResult
  private let isComplete: Bool
  private let text: CapacityText

  /// - Parameter isComplete: with all that was tried.
  public init(_ result: CapacityResult, isComplete: Bool = false) {
    self.result = result
    self.isComplete = isComplete
    text = CapacityText(question: result.question)
  }

  public var document: Document {
    var parts: [Document.Part] = [
      .heading(result.scenarioName, detail: question), .text(circumstances),
    ]
    parts += alarms.map { .alarm("NOT TO BE TRUSTED: \($0)") }
    let tables = CapacityTables(result)
    if !result.variants.isEmpty {
      parts += [.table(tables.answers), .table(tables.utilization)]
      if isComplete { parts += result.variants.map { .table(tables.trials($0)) } }
    }
    parts.append(.verdict("capacity: \(verdict)", isGood: isGood))
    return Document(parts)
  }

  var question: String {
    switch result.question {
    case .load: "the highest load that meets the thresholds"
    case .setting(let path, let load):
      "the smallest \(path) that meets the thresholds at \(load == 1 ? "its own" : times(load)) load"
    }
  }

  var circumstances: String {
    var facts = [
      "sim", "seed \(result.seed)",
      RunReport.counted(result.replications, "replication")
        + " on the same universes at every \(text.isLoad ? "load" : "value")",
      RunReport.counted(result.variants.count, "variant"),
    ]
    if case .load(let precision, _) = result.question {
      facts.append(
        "to within \(Decimal.fixed(precision * 100, decimals: precision < 0.01 ? 1 : 0)) %")
    }
    return facts.joined(separator: ", ")
  }

  var alarms: [String] {
    result.variants.flatMap { variant in
      variant.trials.flatMap { trial in
        trial.alarms.map { "\($0), at \(text.position(trial.position)) in \(variant.name)" }
      }
    }
  }

  var isGood: Bool { !result.isInterrupted && !result.isInvalid && result.wanting.isEmpty }

  /// In one line, without a name before it.
  public var verdict: String {
    if result.isInterrupted {
      return "interrupted: stopped before its end; what has its answer is shown"
    }
    if result.isInvalid { return "invalid: a self-check failed" }
    let wanting = result.wanting.count
    guard wanting > 0 else { return answers }
    let whose =
      result.variants.count == 1 ? "" : " in \(wanting) of \(result.variants.count) variants"
    switch result.question {
    case .load(_, let atLeast): return "below \(times(atLeast)) load\(whose); " + answers
    case .setting: return "no value is enough\(whose)"
    }
  }

  private func times(_ load: Double) -> String {
    load == 1
      ? "the scenario's own"
      : CapacityText(question: .load(precision: 0, atLeast: 1)).position(load) + " the scenario's"
  }

  private var answers: String {
    let found = result.variants.compactMap(\.answered)
    guard let first = found.first else { return "no load meets the thresholds" }
    let positions = found.map(\.position)
    let (low, high) = (positions.min() ?? first.position, positions.max() ?? first.position)
    let what = text.isLoad ? " the scenario's load" : " is enough"
    if found.count == 1, let offered = first.offered {
      return "\(text.position(low))\(what), with \(FigureText.text(offered, .perSecond)) offered"
    }
    return low == high
      ? text.position(low) + what : "\(text.position(low)) to \(text.position(high))\(what)"
  }
}
