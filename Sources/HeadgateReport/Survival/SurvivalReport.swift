public import HeadgateModel

/// Which controllers came through which scenarios, how long each took to recover, and what it made the
/// workers do for nothing: the last word on a folder of scenarios.
public struct SurvivalReport: Sendable {
  private let entries: [Entry]

  /// - Parameter runs: scenarios with their results, in the order of the rows.
  public init(_ runs: [(scenario: Scenario, result: RunResult)]) {
    let hasModes = Set(runs.flatMap { $0.result.variants.map(\.mode) }).count > 1
    entries = runs.flatMap { run in
      run.result.variants.compactMap { variant in
        guard let planned = run.scenario.variants.first(where: { $0.name == variant.name })
        else { return nil }
        return Entry(
          row: Self.rowName(variant, of: run.scenario, hasModes: hasModes),
          controller: Self.controller(of: planned), variant: variant,
          survives: run.result.survives(variant), isDisturbed: planned.isDisturbed)
      }
    }
  }

  public var document: Document {
    guard !entries.isEmpty else { return Document() }
    return Document([.table(SurvivalTable(entries).table)])
  }

  /// The scenario, and the settings in which its variants differ, controllers apart.
  private static func rowName(
    _ variant: VariantResult, of scenario: Scenario, hasModes: Bool
  ) -> String {
    let others = variant.settings.filter { $0.path != "controller" }
      .map { "\(VariantColumns.shortened($0.path))=\($0.value)" }
    let parts = others + (hasModes ? [variant.mode.rawValue] : [])
    return parts.isEmpty ? scenario.name : "\(scenario.name) \(parts.joined(separator: ", "))"
  }

  private static func controller(of variant: Variant) -> String {
    variant.settings.first { $0.path == "controller" }?.value ?? variant.controllerName
  }

  /// One controller in one row.
  struct Entry {
    var row: String
    var controller: String
    var variant: VariantResult
    /// `nil` where nothing was demanded.
    var survives: Bool?
    /// Whether there is something to recover from.
    var isDisturbed: Bool
  }
}
