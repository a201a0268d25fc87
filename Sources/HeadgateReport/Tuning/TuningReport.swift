public import HeadgateModel

/// What a study found: the settings, what they are worth against each preset, what matters about
/// them, and how the search went.
public struct TuningReport: Sendable {
  private let result: TuningResult
  private let presetFile: String?

  /// - Parameter presetFile: Where the settings were written; `nil` where they were not.
  public init(_ result: TuningResult, presetFile: String? = nil) {
    self.result = result
    self.presetFile = presetFile
  }

  public var document: Document {
    let tables = [
      TuningSettingsTable(result).table, TuningContestTable(result).table,
      TuningConstraintTable(result).table, TuningFinalistTable.front(result).table,
      TuningFinalistTable.finalists(result).table, TuningConfirmationTable(result).table,
      TuningHistoryTable(result).table,
    ]
    var parts: [Document.Part] = [
      .heading(result.space.name, detail: demands), .text(circumstances),
    ]
    parts += tables.compactMap { $0.map { .table($0) } }
    parts.append(.text(TuningRunsText.text(result)))
    parts.append(.verdict(TuningVerdictText.text(result), isGood: result.verdict.isPublished))
    if let presetFile { parts.append(.text(TuningVerdictText.use(of: presetFile, result))) }
    return Document(parts)
  }

  var demands: String {
    let objectives = result.space.objectives.map(\.expression).joined(separator: ", ")
    let constraints = result.space.constraints.map(\.expression).joined(separator: ", ")
    return constraints.isEmpty ? objectives : "\(objectives), subject to \(constraints)"
  }

  var circumstances: String {
    let searched = result.scenarios.filter { !$0.isHeldOut }.map(\.name)
    let heldOut = result.scenarios.filter(\.isHeldOut).map(\.name)
    let search = result.space.search
    var text =
      "\(RunReport.counted(result.space.parameters.count, "parameter")) on "
      + searched.joined(separator: ", ")
    if searched.count > 1 { text += " (the \(result.space.aggregate.rawValue) of them)" }
    if !heldOut.isEmpty { text += "; held out: " + heldOut.joined(separator: ", ") }
    return text + "; seed \(search.seed), \(search.replications) universes a candidate, "
      + "\(search.population) candidates a generation"
  }
}
