/// A gate on live runs that holds its error rate: what one set of pairs makes suspicious, fresh
/// pairs must confirm, and by an amount that matters.
///
/// Suspicious: W⁻ of the screening pairs is critical. Worse: W⁻ of the fresh pairs is critical too,
/// and their pseudo-median is at least ln(1 + minimum effect). As the order of every pair is a coin
/// of its own and each stage's rate exact by it, a metric without a change fails with at most the
/// product of the two rates.
public struct TwoStageGate: Sendable, Equatable {
  public let screening: GateStage
  public let confirmation: GateStage
  /// The least change that fails, as a share.
  public let minimumEffect: Double

  /// By default ten pairs with W⁻ ≤ 10, then twenty with W⁻ ≤ 30.
  public init(
    screening: GateStage = GateStage(pairs: 10, criticalValue: 10),
    confirmation: GateStage = GateStage(pairs: 20, criticalValue: 30),
    minimumEffect: Double
  ) {
    precondition(minimumEffect >= 0, "a least change is not negative")
    self.screening = screening
    self.confirmation = confirmation
    self.minimumEffect = minimumEffect
  }

  /// The verdict on one metric.
  ///
  /// - Parameter confirmation: Of the fresh pairs, once they are measured.
  public func verdict(
    screening: GateEvidence, confirmation: GateEvidence? = nil
  ) -> TwoStageVerdict {
    precondition(screening.stage == self.screening, "the evidence is of this gate's first stage")
    guard screening.isCritical else { return .clear }
    guard let confirmation else { return .suspicious }
    precondition(
      confirmation.stage == self.confirmation && confirmation.better == screening.better,
      "the evidence is of this gate's second stage, for the same metric")
    return confirmation.isCritical
      && confirmation.pseudoMedian.estimate >= SpecialFunctions.log(1 + minimumEffect)
      ? .worse : .notConfirmed
  }

  /// The largest chance that a metric without a change fails.
  public var falseAlarmRate: Double { screening.falseAlarmRate * confirmation.falseAlarmRate }

  /// The largest chance that any of so many metrics fails without a change, whatever depends on
  /// what (Boole's inequality).
  public func familyFalseAlarmBound(metrics: Int) -> Double {
    precondition(metrics >= 0, "a number of metrics is not negative")
    return min(1, Double(metrics) * falseAlarmRate)
  }
}
