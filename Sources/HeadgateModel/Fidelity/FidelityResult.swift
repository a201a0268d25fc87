/// How well the simulator predicted one scenario on this machine: all of it is measured, and varies.
public struct FidelityResult: Sendable, Equatable {
  public static let schemaVersion = 1

  public var scenarioName: String
  public var scenarioSHA256: String
  public var scenarioPath: String
  public var seed: UInt64
  public var variants: [FidelityVariant]
  /// Whether it was stopped before all variants were measured.
  public var isInterrupted: Bool
  public var environment: RunEnvironment

  public init(
    scenarioName: String, scenarioSHA256: String, scenarioPath: String, seed: UInt64,
    variants: [FidelityVariant], isInterrupted: Bool, environment: RunEnvironment
  ) {
    self.scenarioName = scenarioName
    self.scenarioSHA256 = scenarioSHA256
    self.scenarioPath = scenarioPath
    self.seed = seed
    self.variants = variants
    self.isInterrupted = isInterrupted
    self.environment = environment
  }

  public var verdict: FidelityVerdict { .whole(variants.lazy.map(\.verdict)) }
}
