public import HeadgateCore

/// One variant of a candidate against the same variant of a baseline.
public struct VariantComparison: Sendable, Equatable {
  public var identity: VariantIdentity
  public var basis: ComparisonBasis
  /// Replications of either side that stand behind the figures.
  public var baselineCount: Int
  public var candidateCount: Int
  /// Pairs of replications whose traces are the same event by event.
  public var identicalPairs: Int
  /// In the order of the catalogue; empty where the traces are identical.
  public var metrics: [MetricComparison]
  /// What the mean latency is made of, part by part, on either side; empty where unknown.
  public var parts: [TimePartShift]
  /// Where in time a figure parts first and most; empty where a side keeps no series.
  public var divergences: [SeriesDivergence]
  /// The first decision of controller or breakers that the sides do not share, in the first
  /// replication that has one; `nil` where none differs or a side keeps none.
  public var firstDecision: DecisionDivergence?

  public init(
    identity: VariantIdentity, basis: ComparisonBasis, baselineCount: Int, candidateCount: Int,
    identicalPairs: Int, metrics: [MetricComparison], parts: [TimePartShift] = [],
    divergences: [SeriesDivergence] = [], firstDecision: DecisionDivergence? = nil
  ) {
    self.identity = identity
    self.basis = basis
    self.baselineCount = baselineCount
    self.candidateCount = candidateCount
    self.identicalPairs = identicalPairs
    self.metrics = metrics
    self.parts = parts
    self.divergences = divergences
    self.firstDecision = firstDecision
  }

  /// The comparison of a metric by its full name.
  public func metric(_ name: String) -> MetricComparison? {
    metrics.first { $0.name == name }
  }
}

/// How a variant's two sides can be set against each other.
public enum ComparisonBasis: String, Sendable, CaseIterable {
  /// Every replication has the same trace digest: nothing is left to compare.
  case identical
  /// Replication by replication on the same arrivals and work.
  case paired
  /// Independent repetitions: one figure each, tested by ranks.
  case unpaired
}

/// A part of the mean latency on either side, in seconds.
public struct TimePartShift: Sendable, Equatable {
  /// `source`, `tokens`, `queue`, …, or a stage's share of one: `embed.wait`, `embed.service`.
  public var name: String
  public var baseline: Double
  public var candidate: Double

  public var difference: Double { candidate - baseline }

  public init(name: String, baseline: Double, candidate: Double) {
    self.name = name
    self.baseline = baseline
    self.candidate = candidate
  }
}

/// Where in time a figure of one replication parts.
public struct SeriesDivergence: Sendable, Equatable {
  /// The line of the series: `completed`, `queue.depth`, `embed.utilization`, …
  public var line: String
  public var replication: Int
  /// The beginning of the first step in which the sides differ.
  public var first: Nanoseconds
  /// The stretch in which they differ most, and the mean of either side there.
  public var most: Range<Nanoseconds>
  public var baseline: Double
  public var candidate: Double

  public init(
    line: String, replication: Int, first: Nanoseconds, most: Range<Nanoseconds>, baseline: Double,
    candidate: Double
  ) {
    self.line = line
    self.replication = replication
    self.first = first
    self.most = most
    self.baseline = baseline
    self.candidate = candidate
  }
}

/// The first decision that two sides of a replication do not share.
public struct DecisionDivergence: Sendable, Equatable {
  public var replication: Int
  /// Decisions before it, which are the same.
  public var shared: Int
  /// `nil` where that side decided nothing more.
  public var baseline: Decision?
  public var candidate: Decision?

  public init(replication: Int, shared: Int, baseline: Decision?, candidate: Decision?) {
    self.replication = replication
    self.shared = shared
    self.baseline = baseline
    self.candidate = candidate
  }
}
