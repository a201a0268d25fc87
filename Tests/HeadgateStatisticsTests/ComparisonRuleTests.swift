import HeadgateStatistics
import Testing

@Suite struct ComparisonRuleTests {
  @Test(arguments: [
    ("throughput", QuantityKind.rate, ComparisonScale.logRatio, Double?(0.01)),
    ("throughput{phase: hold}", .rate, .logRatio, 0.01),
    ("latency.mean", .duration, .logRatio, 0.02),
    ("latency.p50", .duration, .logRatio, 0.02),
    ("latency.p90", .duration, .logRatio, 0.03),
    ("latency.p95", .duration, .logRatio, 0.03),
    ("latency.p99", .duration, .logRatio, 0.05),
    ("latency.p99{workload: a.p50}", .duration, .logRatio, 0.05),
    ("embed.service.p999", .duration, .logRatio, 0.05),
    ("queue.wait.max", .duration, .logRatio, 0.05),
    ("time.backoff", .duration, .logRatio, 0.02),
    ("embed.utilization", .share, .difference, 0.01),
    ("failed", .count, .difference, nil),
    ("queue.depth.max", .count, .difference, nil),
    ("system.mean", .ratio, .difference, nil),
  ])
  func eachMetricHasItsScaleAndMargin(
    metric: String, kind: QuantityKind, scale: ComparisonScale, margin: Double?
  ) {
    #expect(
      ComparisonRule.standard(metric: metric, kind: kind)
        == ComparisonRule(scale: scale, margin: margin))
  }

  @Test(arguments: ["failed", "rejected", "shed", "cancelled", "inFlight", "shed{priority: 10}"])
  func lostJobsMayDifferByATenthOfAPercentagePointOfTheOffered(metric: String) {
    let rule = ComparisonRule.standard(metric: metric, kind: .count, offered: 5_000)
    #expect(rule == ComparisonRule(scale: .difference, margin: 5))
  }

  @Test func otherCountsHaveNoMarginAndNorHaveLossesOfNothing() {
    #expect(ComparisonRule.standard(metric: "completed", kind: .count, offered: 5).margin == nil)
    #expect(ComparisonRule.standard(metric: "failed", kind: .count, offered: 0).margin == nil)
  }
}
