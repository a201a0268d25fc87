/// A scenario that settings are tried on.
public struct TuningScenario: Sendable {
  public var template: ScenarioTemplate
  /// Its share where the mean over scenarios counts, above 0.
  public var weight: Double
  /// Never seen by the search: it only judges what was found.
  public var isHeldOut: Bool

  public init(template: ScenarioTemplate, weight: Double = 1, isHeldOut: Bool = false) {
    self.template = template
    self.weight = weight
    self.isHeldOut = isHeldOut
  }
}
