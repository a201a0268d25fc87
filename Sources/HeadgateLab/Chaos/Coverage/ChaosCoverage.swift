package import HeadgateCore

/// What a number of seeds have reached, as the number of seeds for each.
package struct ChaosCoverage: Sendable, Equatable {
  package private(set) var seeds = 0
  package private(set) var jobs = 0
  package private(set) var events = 0
  /// Events that shared their nanosecond with the one before.
  package private(set) var ties = 0
  /// By position in `ScenarioFeature.allCases`.
  private var features = [Int](repeating: 0, count: ScenarioFeature.allCases.count)
  /// By position in `TraceKind.allCases`.
  private var kinds = [Int](repeating: 0, count: TraceKind.allCases.count)

  package init() {}

  /// Seeds whose scenario had the feature.
  package func seeds(with feature: ScenarioFeature) -> Int {
    features[ScenarioFeature.allCases.firstIndex(of: feature)!]
  }

  /// Seeds in whose run it happened.
  package func seeds(where kind: TraceKind) -> Int {
    kinds[TraceKind.allCases.firstIndex(of: kind)!]
  }

  package mutating func add(_ specification: RunSpecification, _ outcome: TrialOutcome) {
    seeds += 1
    jobs += outcome.jobs
    events += outcome.eventCount
    ties += outcome.ties
    for (i, feature) in ScenarioFeature.allCases.enumerated()
    where feature.isIn(specification) { features[i] += 1 }
    for (i, count) in outcome.counts.enumerated() where count > 0 { kinds[i] += 1 }
  }

  package static func + (a: ChaosCoverage, b: ChaosCoverage) -> ChaosCoverage {
    var sum = a
    sum.seeds += b.seeds
    sum.jobs += b.jobs
    sum.events += b.events
    sum.ties += b.ties
    for i in b.features.indices { sum.features[i] += b.features[i] }
    for i in b.kinds.indices { sum.kinds[i] += b.kinds[i] }
    return sum
  }
}
