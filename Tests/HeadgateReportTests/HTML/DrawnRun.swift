import HeadgateModel

/// A made-up run with all that a page draws, as long or as short as a test needs it.
struct DrawnRun {
  var name = "drawn"
  var text = """
    name: drawn
    description: What a page looks like.
    workloads:
      - name: bulk
        arrivals: poisson
        phases: [{name: before, rate: 20/s, for: 40s}, {name: slow, rate: 20/s, for: 60s}]
    faults: [{at: 40s, for: 20s, stage: embed, slowdown: 4}]
    """
  var controllers = ["balanced", "aggressive"]
  var replications = 3
  var points = 100
  var stages = ["chunk", "embed"]
  var hasHistograms = true
  var hasDecisions = true
  var mode = RunMode.sim
  var verdict = Verdict.pass

  private static let second: Int64 = 1_000_000_000

  private func series(_ variant: Int, _ replication: Int) -> TimeSeries {
    func line(_ name: String, _ height: Double) -> SeriesLine {
      SeriesLine(
        name: name,
        values: (0..<points).map { point in
          height * (1 + Double((point * 7 + replication * 3 + variant * 5) % 10) / 10)
        })
    }
    let rates = ["offered", "accepted", "completed"].map { line($0, 20) }
    let levels = [line("queue.depth", 3), line("controller.multiplier", hasDecisions ? 0.5 : 0)]
    let busy = stages.flatMap {
      [line("\($0).utilization", 0.4), line("\($0).blocked", 0), line("\($0).buffer", 2)]
    }
    let latencies = [
      line("latency.mean", 0.2), line("latency.p50", 0.1), line("latency.p99", 0.9),
    ]
    var all = rates + levels + busy + latencies
    if !hasDecisions {
      all[4].values = all[4].values.map { _ in 1 }
    }
    return TimeSeries(step: Self.second, lines: points == 0 ? [] : all)
  }

  private var histograms: [HistogramRecord] {
    guard hasHistograms else { return [] }
    return ["latency", "latency.uncorrected"].map { name in
      HistogramRecord(
        name: name, indexes: [17_000, 18_500, 20_100], counts: [900, 90, 10], sum: 1e12,
        maximum: 4_000_000_000)
    }
  }

  private var decisions: [Decision] {
    guard hasDecisions else { return [] }
    return [
      Decision(
        time: 41 * Self.second, subject: "controller", from: "1.0", to: "0.5",
        reason: "downstream depth ratio 0.93 > 0.8"),
      Decision(
        time: 50 * Self.second, subject: "embed", from: "closed", to: "open",
        reason: "failure share 0.6 >= 0.5"),
    ]
  }

  private func metrics(_ variant: Int, _ replication: Int) -> [MetricValue] {
    let noise = 1 + Double((replication * 7 + variant * 3) % 5) / 100
    let factor = (1 + Double(variant) / 10) * noise
    let figures = [
      ("throughput", 19.5), ("offered", 2000), ("completed", 1990), ("failed", 3),
      ("latency.mean", 0.21), ("latency.p50", 0.12), ("latency.p99", 0.9), ("time.queue", 0.1),
      ("time.buffer", 0.05), ("time.service", 0.06),
    ]
    let perStage = stages.flatMap {
      [("\($0).utilization", 0.4), ("\($0).wait.mean", 0.02), ("\($0).service.mean", 0.03)]
    }
    return (figures + perStage).map { MetricValue(name: $0.0, value: $0.1 * factor) }
  }

  private func variant(_ index: Int) -> VariantResult {
    let results = (0..<replications).map { replication in
      ReplicationResult(
        replication: replication, seed: 42, digest: String(repeating: "\(index % 10)", count: 32),
        metrics: metrics(index, replication), histograms: histograms,
        series: series(index, replication), decisions: decisions, decisionCount: decisions.count,
        checks: [], inFlight: 0, elapsed: Int64(points) * Self.second, events: 1000)
    }
    let catalogue = MetricCatalogue(stages: stages)
    let summary = (results.first?.metrics ?? []).map { metric -> MetricSummary in
      let half = replications > 1 ? metric.value * 0.02 : nil
      guard let definition = catalogue.definition(metric.name) else {
        preconditionFailure(metric.name)
      }
      return MetricSummary(
        name: metric.name, mean: metric.value, low: half.map { metric.value - $0 },
        high: half.map { metric.value + $0 }, unit: definition.unit, better: definition.better)
    }
    return VariantResult(
      name: "controller=\(controllers[index])",
      settings: [VariantSetting(path: "controller", value: controllers[index])], mode: mode,
      replications: results, summary: summary)
  }

  private var thresholds: [ThresholdResult] {
    let threshold = Threshold(
      expression: "latency.p99 < 1s", metric: MetricReference(name: "latency.p99"),
      comparison: .less, limit: 1,
      location: SourceLocation(file: "drawn.yaml", line: 9, column: 5))
    return controllers.map {
      ThresholdResult(
        threshold: threshold, variant: "controller=\($0)", mode: mode, observed: 0.9, ok: true)
    }
  }

  var result: RunResult {
    RunResult(
      scenarioName: name, scenarioSHA256: String(repeating: "ab", count: 32), scenarioText: text,
      scenarioPath: "Scenarios/drawn.yaml", seed: 42, variants: controllers.indices.map(variant),
      thresholds: thresholds, verdict: verdict,
      environment: RunEnvironment(
        version: "0.1.0", commit: "abc123", host: "host", machine: "Linux x86_64, 2 processors",
        startedAt: "2026-01-01T00:00:00Z", wallSeconds: 1))
  }
}
