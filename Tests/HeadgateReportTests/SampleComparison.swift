import HeadgateCore
import HeadgateModel

/// A hand-made comparison: figures that a reader can check by eye.
struct SampleComparison {
  var caveats: [ComparisonCaveat] = []
  var labels = (baseline: "main", candidate: "17")
  var variants: [VariantComparison] = []
  var baselineOnly: [VariantIdentity] = []
  var candidateOnly: [VariantIdentity] = []

  var comparison: RunComparison {
    let run = SampleRun().result
    return RunComparison(
      baseline: ComparedRun(run, label: labels.baseline),
      candidate: ComparedRun(run, label: labels.candidate), caveats: caveats, variants: variants,
      baselineOnly: baselineOnly, candidateOnly: candidateOnly)
  }

  private static let catalogue = MetricCatalogue(stages: ["chunk", "embed", "store"])

  /// A metric by its ratio, or by its difference; with an interval of `width` to either side.
  static func metric(
    _ name: String, _ baseline: Double, _ candidate: Double, width: Double? = 0.01,
    asDifference: Bool = false, p: Double? = 0.0001, needed: Int? = nil, effect: Double? = 0.012,
    _ outcome: ComparisonOutcome
  ) -> MetricComparison {
    guard let definition = catalogue.definition(String(name.prefix { $0 != "{" })) else {
      preconditionFailure(name)
    }
    let estimate = asDifference ? candidate - baseline : candidate / baseline - 1
    return MetricComparison(
      name: name, unit: definition.unit, better: definition.better,
      baselineValues: [baseline, baseline], candidateValues: [candidate, candidate],
      baselineMean: baseline, candidateMean: candidate, isRatio: !asDifference, estimate: estimate,
      low: width.map { estimate - $0 }, high: width.map { estimate + $0 }, pValue: p,
      adjustedPValue: p, margin: 0.05, outcome: outcome, replicationsNeeded: needed,
      minimumDetectableEffect: effect, varianceReduction: 4.2)
  }

  static func equal(_ name: String, _ value: Double) -> MetricComparison {
    metric(
      name, value, value, width: 0, asDifference: true, p: nil, effect: nil, .identical)
  }

  /// Embedding takes longer: latency is worse, throughput the same, the controller steps down.
  static let slower = VariantComparison(
    identity: VariantIdentity(name: "controller=balanced", mode: .sim), basis: .paired,
    baselineCount: 20, candidateCount: 20, identicalPairs: 0,
    metrics: [
      metric("throughput", 44.92, 44.81, width: 0.0021, p: 0.021, .equivalent),
      equal("failed", 3),
      metric(
        "rejected", 0, 12.5, width: 14.1, asDifference: true, p: 0.071, needed: 26,
        effect: 21, .inconclusive),
      metric("latency.mean", 0.312, 0.341, .worse),
      metric("latency.p50", 0.25, 0.252, width: 0.0005, .small),
      metric("latency.p95", 0.655, 0.721, width: 0.02, .worse),
      metric("latency.p99", 1.37, 3.02, width: 0.4, .worse),
      metric("latency.p99{priority: 0}", 1.4, 3.1, width: 0.5, .worse),
      metric("latency.p99{priority: 10}", 0.9, 0.42, width: 0.1, .better),
      metric("latency.uncorrected.p99", 1.37, 3.02, width: 0.4, .worse),
      metric("time.buffer", 0.1, 0.125, .worse),
      metric("time.service", 0.11, 0.114, .worse),
      metric("embed.utilization", 0.87, 0.91, width: 0.002, asDifference: true, .different),
      metric("embed.wait.mean", 0.09, 0.117, .worse),
      metric("controller.changes", 40, 44, width: 0, asDifference: true, p: nil, .worse),
    ],
    parts: [
      TimePartShift(name: "queue", baseline: 0.002, candidate: 0.002),
      TimePartShift(name: "buffer", baseline: 0.1, candidate: 0.125),
      TimePartShift(name: "service", baseline: 0.11, candidate: 0.114),
      TimePartShift(name: "blocked", baseline: 0.01, candidate: 0.0099),
      TimePartShift(name: "embed.wait", baseline: 0.09, candidate: 0.117),
    ],
    divergences: [
      SeriesDivergence(
        line: "completed", replication: 0, first: 0, most: 60 * .second..<200 * .second,
        baseline: 44.2, candidate: 43.1),
      SeriesDivergence(
        line: "queue.depth", replication: 0, first: 12 * .second,
        most: 106 * .second..<301 * .second, baseline: 0.4, candidate: 17.2),
      SeriesDivergence(
        line: "embed.utilization", replication: 0, first: 0, most: 0..<301 * .second,
        baseline: 0.871, candidate: 0.909),
      SeriesDivergence(
        line: "latency.p99", replication: 0, first: 7 * .second,
        most: 60 * .second..<301 * .second, baseline: 0.416, candidate: 9.869),
    ],
    firstDecision: DecisionDivergence(
      replication: 0, shared: 4,
      baseline: Decision(
        time: 106 * .second, subject: "controller", from: "2.0", to: "1.0",
        reason: "downstream depth ratio 0.83 > 0.8"), candidate: nil))

  static func identical(_ name: String) -> VariantComparison {
    VariantComparison(
      identity: VariantIdentity(name: name, mode: .sim), basis: .identical, baselineCount: 20,
      candidateCount: 20, identicalPairs: 20, metrics: [])
  }

  /// Few measured repetitions: nothing can be said.
  static let measured = VariantComparison(
    identity: VariantIdentity(name: "controller=balanced", mode: .live), basis: .unpaired,
    baselineCount: 3, candidateCount: 3, identicalPairs: 0,
    metrics: [
      metric("throughput", 44.9, 44.7, width: nil, p: 0.7, needed: 4, effect: nil, .unreachable),
      metric("latency.p99", 1.37, 1.6, width: nil, p: 0.1, needed: 4, effect: nil, .unreachable),
    ])
}
