import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

/// What a gate on measured runs prints.
struct LiveGateReportTests {
  private let golden = Golden()

  private static func metric(
    _ name: String, _ outcome: LiveGateMetric.Outcome, change: Double, finds: Double,
    unit: MetricUnit = .seconds
  ) -> LiveGateMetric {
    LiveGateMetric(
      variant: "controller=balanced", name: name, unit: unit,
      better: unit == .seconds ? .lower : .higher, outcome: outcome, baselineMedian: 0.2,
      candidateMedian: 0.2 * (1 + change), change: change, low: change - 0.01,
      high: change + 0.012, pValue: outcome == .clear ? 0.31 : 0.0004, pairDeviation: 0.01,
      minimumDetectableEffect: finds)
  }

  private static func result(
    _ metrics: [LiveGateMetric], confirmingPairs: Int = 0, isInterrupted: Bool = false
  ) -> LiveGateResult {
    LiveGateResult(
      scenarioName: "sustained", scenarioPath: "Scenarios/sustained.yaml",
      baseline: LiveGateSide(label: "../main/headgate"),
      candidate: LiveGateSide(label: "this headgate"), orderSeed: 4711, screeningPairs: 10,
      confirmingPairs: confirmingPairs, minimumEffect: 0.03, falseAlarmRate: 7.67e-5,
      familyFalseAlarmBound: 3.07e-4, metrics: metrics, isInterrupted: isInterrupted,
      wallSeconds: 94)
  }

  private static func sample(_ verdict: LiveGateVerdict) -> LiveGateResult {
    switch verdict {
    case .pass:
      result([
        metric("throughput", .clear, change: 0.001, finds: 0.031, unit: .perSecond),
        metric("latency.p99", .clear, change: -0.02, finds: 0.052),
      ])
    case .fail:
      result(
        [
          metric("throughput", .notConfirmed, change: -0.011, finds: 0.031, unit: .perSecond),
          metric("latency.p99", .worse, change: 0.094, finds: 0.034),
        ], confirmingPairs: 20)
    case .underpowered:
      result([
        metric("throughput", .clear, change: 0.001, finds: 0.031, unit: .perSecond),
        metric("latency.p99", .clear, change: 0.02, finds: 0.153),
        LiveGateMetric(
          variant: "controller=balanced", name: "completed", unit: .count, better: .higher,
          outcome: .unjudged),
      ])
    case .interrupted: result([], isInterrupted: true)
    }
  }

  @Test("Each verdict comes with its error rates", arguments: LiveGateVerdict.allCases)
  func report(verdict: LiveGateVerdict) {
    let sample = Self.sample(verdict)
    #expect(sample.verdict == verdict)
    golden.expect(
      TextRenderer().render(LiveGateReport(sample).document), in: "gate/live-\(verdict).txt")
  }

  @Test("A gate without a metric decides nothing")
  func empty() {
    #expect(Self.result([]).verdict == .underpowered)
  }
}
