public import HeadgateModel

/// A stored run in one line.
public struct StoredRunSummary: Sendable, Equatable {
  public var id: Int64
  public var scenarioName: String
  /// Path as given on the command line.
  public var scenarioPath: String
  public var scenarioSHA256: String
  public var seed: UInt64
  /// The modes of its variants, each once, in the order of the variants.
  public var modes: [RunMode]
  /// Variants, counted once for each mode.
  public var variants: Int
  /// The most replications that a variant has.
  public var replications: Int
  /// `nil` where the run failed before it gave a result.
  public var verdict: Verdict?
  /// Why it failed; `nil` where it gave a result.
  public var error: String?
  /// ISO 8601, UTC.
  public var startedAt: String
  public var wallSeconds: Double
  public var commit: String
  public var version: String

  public init(
    id: Int64, scenarioName: String, scenarioPath: String, scenarioSHA256: String, seed: UInt64,
    modes: [RunMode], variants: Int, replications: Int, verdict: Verdict?, error: String?,
    startedAt: String, wallSeconds: Double, commit: String, version: String
  ) {
    self.id = id
    self.scenarioName = scenarioName
    self.scenarioPath = scenarioPath
    self.scenarioSHA256 = scenarioSHA256
    self.seed = seed
    self.modes = modes
    self.variants = variants
    self.replications = replications
    self.verdict = verdict
    self.error = error
    self.startedAt = startedAt
    self.wallSeconds = wallSeconds
    self.commit = commit
    self.version = version
  }
}
