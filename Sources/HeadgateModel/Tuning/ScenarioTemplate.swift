/// A scenario, read once, whose settings are replaced by the thousand. Its matrix is left out.
public struct ScenarioTemplate: Sendable {
  /// The scenario as it stands: one variant.
  public let scenario: Scenario
  private let document: Node

  /// Reads a file.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  public init(path: String, overrides: ScenarioOverrides = .init()) throws(InvalidScenario) {
    fatalError("not read yet")
  }

  /// What runs with these settings in the places of the scenario's own.
  ///
  /// - Throws: what is wrong with the settings, positions in `--set PATH=VALUE`.
  public func variant(with settings: [VariantSetting]) throws(InvalidScenario) -> Variant {
    fatalError("not read yet")
  }
}
