/// How one scenario came out on two backends that must do the same.
public struct VerificationResult: Sendable, Equatable {
  public var scenarioName: String
  /// As given on the command line.
  public var scenarioPath: String
  /// The modes compared.
  public var reference: RunMode
  public var candidate: RunMode
  public var variants: Int
  /// Replications of a variant.
  public var replications: Int
  /// Jobs offered over all replications of the reference, warm-ups apart.
  public var jobs: UInt64
  /// Events that the reference handled over all replications.
  public var events: UInt64
  /// A digest over the digests of the reference's replications, in their order.
  public var digest: String
  /// Replications that differ.
  public var differing: Int
  /// The first that differs, in the order of variants and replications.
  public var divergence: Divergence?
  /// Whether it was stopped before all was compared.
  public var isInterrupted: Bool

  public init(
    scenarioName: String, scenarioPath: String, reference: RunMode, candidate: RunMode,
    variants: Int, replications: Int, jobs: UInt64, events: UInt64, digest: String, differing: Int,
    divergence: Divergence?, isInterrupted: Bool
  ) {
    self.scenarioName = scenarioName
    self.scenarioPath = scenarioPath
    self.reference = reference
    self.candidate = candidate
    self.variants = variants
    self.replications = replications
    self.jobs = jobs
    self.events = events
    self.digest = digest
    self.differing = differing
    self.divergence = divergence
    self.isInterrupted = isInterrupted
  }

  /// Whether everything was compared and is the same.
  public var isEqual: Bool { divergence == nil && !isInterrupted }
}
