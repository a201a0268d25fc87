/// A prediction against the measured runs.
public struct FidelityComparison: Sendable, Equatable {
  /// End to end, then stage by stage.
  public var measures: [FidelityMeasure]
  public var agreement: JobAgreement

  public init(measures: [FidelityMeasure], agreement: JobAgreement) {
    self.measures = measures
    self.agreement = agreement
  }

  public var verdict: FidelityVerdict { .whole(measures.lazy.map(\.verdict)) }
}
