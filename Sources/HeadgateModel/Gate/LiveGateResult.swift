/// What a gate on measured runs says: two builds or two settings, run in pairs of random order.
public struct LiveGateResult: Sendable, Equatable {
  public static let schemaVersion = 1

  public var scenarioName: String
  public var scenarioPath: String
  public var baseline: LiveGateSide
  public var candidate: LiveGateSide
  /// Decides which run of a pair comes first.
  public var orderSeed: UInt64
  /// Pairs that were run, of each stage.
  public var screeningPairs: Int
  public var confirmingPairs: Int
  /// The least change that fails, as a share.
  public var minimumEffect: Double
  /// The largest chance that a metric without a change fails, and that any of the metrics does.
  public var falseAlarmRate: Double
  public var familyFalseAlarmBound: Double
  public var metrics: [LiveGateMetric]
  public var isInterrupted: Bool
  public var wallSeconds: Double

  public init(
    scenarioName: String, scenarioPath: String, baseline: LiveGateSide, candidate: LiveGateSide,
    orderSeed: UInt64, screeningPairs: Int, confirmingPairs: Int, minimumEffect: Double,
    falseAlarmRate: Double, familyFalseAlarmBound: Double, metrics: [LiveGateMetric],
    isInterrupted: Bool, wallSeconds: Double
  ) {
    self.scenarioName = scenarioName
    self.scenarioPath = scenarioPath
    self.baseline = baseline
    self.candidate = candidate
    self.orderSeed = orderSeed
    self.screeningPairs = screeningPairs
    self.confirmingPairs = confirmingPairs
    self.minimumEffect = minimumEffect
    self.falseAlarmRate = falseAlarmRate
    self.familyFalseAlarmBound = familyFalseAlarmBound
    self.metrics = metrics
    self.isInterrupted = isInterrupted
    self.wallSeconds = wallSeconds
  }

  /// The change above which a metric is measured too coarsely for a gate.
  public static let powerLimit = 0.1

  public var verdict: LiveGateVerdict {
    if isInterrupted { return .interrupted }
    if metrics.contains(where: { $0.outcome == .worse }) { return .fail }
    return metrics.isEmpty || metrics.contains(where: \.isUnderpowered) ? .underpowered : .pass
  }
}

/// How a live gate decides.
public enum LiveGateVerdict: String, Sendable, CaseIterable {
  case pass, fail
  /// Nothing failed, but a change of 10 % in some metric would be missed too often.
  case underpowered
  case interrupted
}

/// One side of a live gate.
public struct LiveGateSide: Sendable, Equatable {
  /// The program's path, and what was set for this side alone.
  public var label: String
  public var version: String
  public var commit: String

  public init(label: String, version: String = "", commit: String = "") {
    self.label = label
    self.version = version
    self.commit = commit
  }
}

/// One metric of one variant in a live gate.
public struct LiveGateMetric: Sendable, Equatable {
  /// What came of it; all but `worse` pass.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The first pairs show no change for the worse.
    case clear
    /// The first pairs do, and no fresh ones were run.
    case suspicious
    /// The first pairs did, the fresh ones did not, or not by an amount that matters.
    case notConfirmed
    /// Both did.
    case worse
    /// Some run has no positive value, so that there is no ratio.
    case unjudged
  }

  public var variant: String
  public var name: String
  public var unit: MetricUnit
  public var better: MetricDirection
  public var outcome: Outcome
  /// Medians over the runs of the stage that decided.
  public var baselineMedian: Double?
  public var candidateMedian: Double?
  /// The candidate over the baseline less 1: the pairs' pseudo-median with its 95 % interval.
  public var change: Double?
  public var low: Double?
  public var high: Double?
  /// The exact one-sided p value of the stage that decided.
  public var pValue: Double?
  /// The standard deviation of the pairs' log ratios.
  public var pairDeviation: Double?
  /// The smallest change for the worse that is found about nine times in ten, as a share.
  public var minimumDetectableEffect: Double?

  /// Whether it is measured too coarsely for a gate, or not judged at all.
  public var isUnderpowered: Bool {
    minimumDetectableEffect.map { $0 > LiveGateResult.powerLimit } ?? true
  }

  public init(
    variant: String, name: String, unit: MetricUnit, better: MetricDirection, outcome: Outcome,
    baselineMedian: Double? = nil, candidateMedian: Double? = nil, change: Double? = nil,
    low: Double? = nil, high: Double? = nil, pValue: Double? = nil, pairDeviation: Double? = nil,
    minimumDetectableEffect: Double? = nil
  ) {
    self.variant = variant
    self.name = name
    self.unit = unit
    self.better = better
    self.outcome = outcome
    self.baselineMedian = baselineMedian
    self.candidateMedian = candidateMedian
    self.change = change
    self.low = low
    self.high = high
    self.pValue = pValue
    self.pairDeviation = pairDeviation
    self.minimumDetectableEffect = minimumDetectableEffect
  }
}
