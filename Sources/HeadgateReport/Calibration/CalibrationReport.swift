public import HeadgateModel

/// What a recorded run came to: stage by stage the model and its fit, the sources, and how well the
/// written scenario tells the run.
public struct CalibrationReport: Sendable {
  private let result: CalibrationResult
  private let path: String

  /// - Parameter path: Of the scenario that is written.
  public init(_ result: CalibrationResult, path: String) {
    self.result = result
    self.path = path
  }

  public var document: Document {
    let tables = CalibrationTables(result)
    var parts: [Document.Part] = [
      .heading(result.name, detail: "calibrated from \(result.source)"),
      .text(
        "sha256 \(result.sourceSHA256)"
          + (result.like.map { "; what that cannot tell is from \($0)" } ?? "")),
    ]
    parts += result.missing.map { .text("not in the recording, so assumed: \($0)") }
    parts += [tables.stages, tables.fits, tables.draws].compactMap { $0.map { .table($0) } }
    if let sources = tables.workloads { parts.append(.table(sources)) }
    parts += notes.map { .text($0) }
    parts += [.table(tables.check), .verdict("calibration: \(verdict)", isGood: isGood)]
    return Document(parts)
  }

  private var notes: [String] {
    result.stages.flatMap { stage in stage.notes.map { "\(stage.stage): \($0)" } }
      + result.workloads.flatMap { source in source.notes.map { "\(source.name): \($0)" } }
      + result.notes
  }

  private var isGood: Bool { [.pass, .unjudged].contains(result.check.verdict) }

  private var verdict: String {
    let check = result.check
    func names(_ verdict: FidelityVerdict) -> String {
      check.measures.filter { $0.verdict == verdict }.map(\.name).joined(separator: ", ")
    }
    let reason =
      switch check.verdict {
      case .pass: "the scenario tells the run inside the bands"
      case .fail: "outside the bands: " + names(.fail)
      case .inconclusive:
        (check.universes == 1 ? "runs" : "universes")
          + " differ too much among themselves in " + names(.inconclusive)
      case .unjudged: "too loaded for bands to say anything"
      }
    return "\(check.verdict.rawValue): \(reason); written to \(path)"
  }
}
