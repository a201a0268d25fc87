import HeadgateModel

/// A hand-made run over a matrix: figures that a reader can check by eye.
struct SampleRun {
  var variants: [String: [Double]] = [:]
  var names = ["conservative", "balanced", "aggressive"]
  var replications = 3
  var thresholds: [ThresholdResult] = []
  var verdict = Verdict.pass
  var checks: [String: [SelfCheck]] = [:]
  var inFlight: [String: Int] = [:]
  /// How strongly, and in which direction, a variant's replications deviate.
  var deviations: [String: Double] = ["aggressive": -0.5]

  /// Metrics of a variant before a replication's own deviation.
  var figures: [String: [(name: String, value: Double)]] = [
    "conservative": Self.figures(
      throughput: 9.98, failed: 0, latency: 41.2, source: 38, multiplier: 1.62),
    "balanced": Self.figures(
      throughput: 44.92, failed: 3, latency: 0.312, source: 0, multiplier: 0.94),
    "aggressive": Self.figures(
      throughput: 44.97, failed: 31, latency: 0.489, source: 0, multiplier: 0.41),
  ]

  private static let units = MetricCatalogue(stages: ["chunk", "embed", "store"])

  private static func figures(
    throughput: Double, failed: Double, latency: Double, source: Double, multiplier: Double
  ) -> [(name: String, value: Double)] {
    let service = 0.112
    return [
      ("throughput", throughput), ("offered", 27_000), ("completed", (throughput * 600).rounded()),
      ("failed", failed), ("rejected", 0), ("shed", 0), ("cancelled", 0), ("inFlight", 0),
      ("retryAmplification", 1 + failed / 1000), ("latency.mean", latency),
      ("latency.p50", latency * 0.8), ("latency.p95", latency * 2.1),
      ("latency.p99", latency * 4.4), ("latency.max", latency * 9),
      ("latency.p99{priority: 0}", latency * 4.5), ("latency.p99{priority: 10}", latency * 2),
      ("time.source", source), ("time.tokens", (latency - source - service) * 0.2),
      ("time.queue", 0), ("time.buffer", (latency - source - service) * 0.8), ("time.batch", 0),
      ("time.service", service), ("time.blocked", 0), ("time.backoff", 0),
      ("chunk.utilization", 0.212), ("chunk.blocked", 0), ("chunk.buffer.mean", 0.04),
      ("embed.utilization", 0.871), ("embed.blocked", 0.013), ("embed.buffer.mean", 37.4),
      ("store.utilization", 0.056), ("store.blocked", 0), ("store.buffer.mean", 0.01),
      ("controller.multiplier.mean", multiplier), ("controller.multiplier.min", 0.2),
      ("controller.multiplier.max", 2), ("controller.changes", 48),
    ]
  }

  /// Three replications of a variant lie at −1 %, 0 and +1 % of its figure, times its deviation.
  private func replication(_ index: Int, _ name: String) -> ReplicationResult {
    let deviation = (deviations[name] ?? 1) * (Double(index) - Double(replications - 1) / 2)
    let metrics = (figures[name] ?? []).map { figure in
      MetricValue(name: figure.name, value: figure.value * (1 + 0.01 * deviation))
    }
    return ReplicationResult(
      replication: index, seed: 42, digest: String(repeating: "0", count: 32), metrics: metrics,
      histograms: [], series: TimeSeries(step: 1_000_000_000, lines: []), decisions: [],
      decisionCount: 0,
      checks: index == 1
        ? checks[name] ?? []
        : [SelfCheck(name: "conservation", holds: true, detail: "27000 = 27000")],
      inFlight: index == 0 ? inFlight[name] ?? 0 : 0, elapsed: 662_000_000_000, events: 411_522)
  }

  private func variant(_ name: String) -> VariantResult {
    let runs = (0..<replications).map { replication($0, name) }
    let summary = (figures[name] ?? []).map { figure -> MetricSummary in
      let bare = String(figure.name.prefix { $0 != "{" })
      guard let definition = Self.units.definition(bare) else { preconditionFailure(bare) }
      let half = replications > 1 ? figure.value * 0.02 : nil
      return MetricSummary(
        name: figure.name, mean: figure.value, low: half.map { figure.value - $0 },
        high: half.map { figure.value + $0 }, unit: definition.unit, better: definition.better)
    }
    return VariantResult(
      name: names.count == 1 && name == "default" ? name : "controller=\(name)",
      settings: name == "default" ? [] : [VariantSetting(path: "controller", value: name)],
      mode: .sim, replications: runs, summary: summary)
  }

  var result: RunResult {
    RunResult(
      scenarioName: "congestion", scenarioSHA256: String(repeating: "a", count: 64),
      scenarioText: """
        name: congestion
        description: Embed runs 4x slower for a minute; which preset loses least?
        """, scenarioPath: "Scenarios/congestion.yaml", seed: 42,
      variants: names.map(variant), thresholds: thresholds, verdict: verdict,
      environment: RunEnvironment(
        version: "0.1.0", commit: "", host: "host", machine: "Linux x86_64, 2 processors",
        startedAt: "2026-01-01T00:00:00Z", wallSeconds: 1))
  }

  /// A demand as it came out for the given observed values, one a variant.
  mutating func demand(
    _ expression: String, _ name: String, _ comparison: Comparison, _ limit: Double, line: Int,
    severity: Severity = .error, share: Bool = false, tags: [MetricTag] = [],
    observed: [(Double?, Bool)]
  ) {
    let threshold = Threshold(
      expression: expression, metric: MetricReference(name: name, tags: tags),
      comparison: comparison, limit: limit, isShareOfOffered: share, severity: severity,
      location: SourceLocation(file: "Scenarios/congestion.yaml", line: line, column: 5))
    for (variant, outcome) in zip(names, observed) {
      thresholds.append(
        ThresholdResult(
          threshold: threshold,
          variant: variant == "default" ? variant : "controller=\(variant)",
          mode: .sim, observed: outcome.0, ok: outcome.1))
    }
  }
}
