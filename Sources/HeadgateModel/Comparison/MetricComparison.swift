/// One metric of two sides, compared and judged.
public struct MetricComparison: Sendable, Equatable {
  public var name: String
  public var unit: MetricUnit
  public var better: MetricDirection
  /// One value a replication, in order, where it has one; in a paired comparison position `i` of
  /// either side is the same universe.
  public var baselineValues: [Double]
  public var candidateValues: [Double]
  /// Means of those values.
  public var baselineMean: Double
  public var candidateMean: Double
  /// Whether the estimate is a ratio − 1; else it is a difference in the metric's unit.
  public var isRatio: Bool
  /// How much more the candidate has; its 95 % interval, `nil` where too few replications give none.
  public var estimate: Double
  public var low: Double?
  public var high: Double?
  /// The test's two-sided p value: paired t, or Mann-Whitney; `nil` where there is nothing to test.
  public var pValue: Double?
  /// The p value adjusted over the table (Benjamini-Hochberg); `nil` as `pValue`.
  public var adjustedPValue: Double?
  /// The margin below which a difference does not matter, as the estimate is told.
  public var margin: Double?
  public var outcome: ComparisonOutcome
  /// Pairs (or repetitions a side) that would decide; `nil` where it is decided or unknown.
  public var replicationsNeeded: Int?
  /// The smallest effect that so many pairs find nine times in ten, as the estimate is told.
  public var minimumDetectableEffect: Double?
  /// The variance that independent runs would have had over the one that the pairs have.
  public var varianceReduction: Double?

  public init(
    name: String, unit: MetricUnit, better: MetricDirection, baselineValues: [Double],
    candidateValues: [Double], baselineMean: Double, candidateMean: Double, isRatio: Bool,
    estimate: Double, low: Double?, high: Double?, pValue: Double?, adjustedPValue: Double? = nil,
    margin: Double?, outcome: ComparisonOutcome, replicationsNeeded: Int? = nil,
    minimumDetectableEffect: Double? = nil, varianceReduction: Double? = nil
  ) {
    self.name = name
    self.unit = unit
    self.better = better
    self.baselineValues = baselineValues
    self.candidateValues = candidateValues
    self.baselineMean = baselineMean
    self.candidateMean = candidateMean
    self.isRatio = isRatio
    self.estimate = estimate
    self.low = low
    self.high = high
    self.pValue = pValue
    self.adjustedPValue = adjustedPValue
    self.margin = margin
    self.outcome = outcome
    self.replicationsNeeded = replicationsNeeded
    self.minimumDetectableEffect = minimumDetectableEffect
    self.varianceReduction = varianceReduction
  }
}

/// What a metric's comparison comes to.
public enum ComparisonOutcome: String, Sendable, CaseIterable {
  /// Every pair is equal.
  case identical
  /// A difference that is there and reaches the margin, for the better.
  case better
  /// A difference that is there and reaches the margin, for the worse.
  case worse
  /// A difference that is there and reaches the margin; neither direction is better.
  case different
  /// A difference that is there, within the margin.
  case small
  /// Shown to be within the margin.
  case equivalent
  /// Not decided by so many replications.
  case inconclusive
  /// So few repetitions that no difference, however large, could be significant.
  case unreachable
}
