import HeadgateCore
import HeadgateLab
import HeadgateModel

/// One side of a comparison, made by hand: metrics by replication.
struct Side {
  var scenario = "s"
  var sha256 = "aa"
  var seed: UInt64 = 7
  var verdict = Verdict.pass
  var host = "h"
  var variants: [VariantResult] = []

  var result: RunResult {
    RunResult(
      scenarioName: scenario, scenarioSHA256: sha256, scenarioText: "", scenarioPath: "s.yaml",
      seed: seed, variants: variants, thresholds: [], verdict: verdict,
      environment: RunEnvironment(
        version: "1", commit: "abc", host: host, machine: "m",
        startedAt: "2025-01-01T00:00:00Z", wallSeconds: 0))
  }

  /// One variant whose replications 0, 1, … have the values of `metrics`.
  static func one(
    _ metrics: KeyValuePairs<String, [Double]>, name: String = "default", mode: RunMode = .sim,
    seed: UInt64 = 7, digest: String = "d"
  ) -> Side {
    Side(
      seed: seed,
      variants: [.fake(name, mode: mode, seed: seed, digest: digest, metrics: metrics)])
  }
}

extension VariantResult {
  /// Replication `i` has the `i`th value of each metric and the digest `digest` followed by `i`.
  static func fake(
    _ name: String = "default", mode: RunMode = .sim, seed: UInt64 = 7, digest: String = "d",
    metrics: KeyValuePairs<String, [Double]>
  ) -> VariantResult {
    let catalogue = MetricCatalogue(stages: ["embed"])
    let count = metrics.map(\.value.count).max() ?? 0
    return VariantResult(
      name: name, settings: [], mode: mode,
      replications: (0..<count).map { number in
        ReplicationResult(
          replication: number, seed: seed, digest: "\(digest)\(number)",
          metrics: metrics.filter { number < $0.value.count }.map {
            MetricValue(name: $0.key, value: $0.value[number])
          },
          histograms: [], series: TimeSeries(step: .second, lines: []), decisions: [],
          decisionCount: 0, checks: [], inFlight: 0, elapsed: 0, events: 0)
      },
      summary: metrics.map { name, values in
        let definition = catalogue.definition(String(name.prefix { $0 != "{" }))
        return MetricSummary(
          name: name, mean: values.reduce(0, +) / Double(values.count), low: nil, high: nil,
          unit: definition?.unit ?? .ratio, better: definition?.better ?? .neither)
      })
  }
}

extension RunComparison {
  init(_ baseline: Side, _ candidate: Side, pairsSingleVariants: Bool = false) {
    self.init(
      baseline: baseline.result, candidate: candidate.result,
      labels: (baseline: "A", candidate: "B"), pairsSingleVariants: pairsSingleVariants)
  }
}
