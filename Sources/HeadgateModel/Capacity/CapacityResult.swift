/// How much load a scenario's variants carry.
public struct CapacityResult: Sendable, Equatable {
  public static let schemaVersion = 1

  public var scenarioName: String
  public var scenarioSHA256: String
  public var scenarioPath: String
  public var seed: UInt64
  public var replications: Int
  public var question: CapacityQuestion
  public var variants: [CapacityVariant]
  /// Whether it was stopped before all variants had their answer.
  public var isInterrupted: Bool
  public var environment: RunEnvironment

  public init(
    scenarioName: String, scenarioSHA256: String, scenarioPath: String, seed: UInt64,
    replications: Int, question: CapacityQuestion, variants: [CapacityVariant],
    isInterrupted: Bool, environment: RunEnvironment
  ) {
    self.scenarioName = scenarioName
    self.scenarioSHA256 = scenarioSHA256
    self.scenarioPath = scenarioPath
    self.seed = seed
    self.replications = replications
    self.question = question
    self.variants = variants
    self.isInterrupted = isInterrupted
    self.environment = environment
  }

  /// The variants that carry too little: whose highest load is below what is demanded, or that no
  /// value of the setting helps.
  public var wanting: [CapacityVariant] {
    variants.filter { variant in
      guard let position = variant.answered?.position else { return true }
      if case .load(_, let atLeast) = question { return position < atLeast }
      return false
    }
  }

  /// Whether a trial's self-check failed: then no figure is to be trusted.
  public var isInvalid: Bool { variants.contains { $0.trials.contains { !$0.alarms.isEmpty } } }
}
