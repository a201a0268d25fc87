/// A candidate's result against a baseline's, variant by variant.
public struct RunComparison: Sendable, Equatable {
  public static let schemaVersion = 1

  public var baseline: ComparedRun
  public var candidate: ComparedRun
  /// What makes the two less comparable than they look.
  public var caveats: [ComparisonCaveat]
  /// Variants that both have, in the candidate's order.
  public var variants: [VariantComparison]
  /// Variants that only one side has, by name and mode: they are compared with nothing.
  public var baselineOnly: [VariantIdentity]
  public var candidateOnly: [VariantIdentity]

  public init(
    baseline: ComparedRun, candidate: ComparedRun, caveats: [ComparisonCaveat],
    variants: [VariantComparison], baselineOnly: [VariantIdentity],
    candidateOnly: [VariantIdentity]
  ) {
    self.baseline = baseline
    self.candidate = candidate
    self.caveats = caveats
    self.variants = variants
    self.baselineOnly = baselineOnly
    self.candidateOnly = candidateOnly
  }
}

/// One side of a comparison: what it is called, and what it is the result of.
public struct ComparedRun: Sendable, Equatable {
  /// As the user names it: a label, a run's number, a baseline's name or a file.
  public var label: String
  public var scenarioName: String
  public var scenarioSHA256: String
  public var seed: UInt64
  public var environment: RunEnvironment

  public init(_ result: RunResult, label: String) {
    self.label = label
    scenarioName = result.scenarioName
    scenarioSHA256 = result.scenarioSHA256
    seed = result.seed
    environment = result.environment
  }
}

/// Why two results are less comparable than they look.
public enum ComparisonCaveat: String, Sendable, CaseIterable {
  /// The scenarios bear different names: these may be different questions.
  case differentScenario
  /// One scenario's name, but its content differs: the change may lie there and not in the code.
  case changedScenario
  /// Other universes: nothing can be paired, and the noise between universes stays in.
  case differentSeed
  /// Measured figures of different machines.
  case differentMachine
  /// Measured at different times and not in pairs: drift of the machine is in the difference.
  case unblocked
  /// One side was interrupted, and holds what had finished.
  case interrupted
  /// A self-check of one side did not hold: its figures are not to be trusted.
  case invalid
}

/// A variant by what tells it apart within a result.
public struct VariantIdentity: Sendable, Equatable, Hashable {
  public var name: String
  public var mode: RunMode

  public init(name: String, mode: RunMode) {
    self.name = name
    self.mode = mode
  }
}

extension VariantResult {
  public var identity: VariantIdentity { VariantIdentity(name: name, mode: mode) }
}

extension ThresholdResult {
  /// The variant that it is of.
  public var identity: VariantIdentity { VariantIdentity(name: variant, mode: mode) }
}

extension RegressionResult {
  /// The variant that it is of.
  public var identity: VariantIdentity { VariantIdentity(name: variant, mode: mode) }
}
