import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct ComparisonJSONTests {
  private static let comparison = RunComparison(
    baseline: ComparedRun(Samples.small, label: "main"),
    candidate: ComparedRun(Samples.small, label: "17"), caveats: [.changedScenario],
    variants: [
      VariantComparison(
        identity: VariantIdentity(name: "controller=balanced", mode: .sim), basis: .paired,
        baselineCount: 2, candidateCount: 3, identicalPairs: 1,
        metrics: [
          MetricComparison(
            name: "latency.p99", unit: .seconds, better: .lower, baselineValues: [1, 2],
            candidateValues: [1.5, 2], baselineMean: 1.5, candidateMean: 1.75, isRatio: true,
            estimate: 0.2, low: -0.1, high: 0.5, pValue: 0.04, adjustedPValue: 0.08, margin: 0.05,
            outcome: .inconclusive, replicationsNeeded: 30, minimumDetectableEffect: 0.4,
            varianceReduction: 3),
          MetricComparison(
            name: "failed", unit: .count, better: .lower, baselineValues: [1, 2],
            candidateValues: [], baselineMean: 1.5, candidateMean: .nan, isRatio: false,
            estimate: .nan, low: nil, high: nil, pValue: nil, margin: nil, outcome: .inconclusive),
        ],
        parts: [TimePartShift(name: "queue", baseline: 0.5, candidate: 0.75)],
        divergences: [
          SeriesDivergence(
            line: "queue.depth", replication: 0, first: 1_000_000_000,
            most: 2_500_000_000..<4_000_000_000, baseline: 1, candidate: 9)
        ],
        firstDecision: DecisionDivergence(
          replication: 0, shared: 4, baseline: nil,
          candidate: Decision(
            time: 106_000_000_000, subject: "controller", from: "2.0", to: "0.6",
            reason: "depth ratio 0.83 > 0.8"))),
      VariantComparison(
        identity: VariantIdentity(name: "controller=none", mode: .sim), basis: .identical,
        baselineCount: 2, candidateCount: 2, identicalPairs: 2, metrics: []),
    ], baselineOnly: [VariantIdentity(name: "gone", mode: .live)], candidateOnly: [])

  /// What the outside reads: a change here is a change of the format.
  @Test func `a comparison has exactly this text`() {
    #expect(ComparisonJSON.encode([Self.comparison], isList: false) == golden + "\n")
  }

  @Test func `several comparisons are an array of what each gives alone`() throws {
    let text = ComparisonJSON.encode([Self.comparison, Self.comparison], isList: true)
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [NSDictionary])
    let one = ComparisonJSON.encode([Self.comparison], isList: false)
    #expect(list.count == 2)
    #expect(list[0] == (try JSONSerialization.jsonObject(with: Data(one.utf8)) as? NSDictionary))
  }

  @Test func `without environments the text depends on no host and time`() {
    var moved = Self.comparison
    moved.candidate.environment.host = "elsewhere"
    moved.baseline.environment.startedAt = "never"
    #expect(
      ComparisonJSON.encode([moved], isList: false, includingEnvironment: false)
        == ComparisonJSON.encode([Self.comparison], isList: false, includingEnvironment: false))
    #expect(
      ComparisonJSON.encode([moved], isList: false)
        != ComparisonJSON.encode([Self.comparison], isList: false))
  }

  private let golden = #"""
    {
      "schemaVersion": 1,
      "kind": "comparison",
      "baseline": {"label": "main", "scenario": "congestion", "sha256": "9f86d081", "seed": 42},
      "candidate": {"label": "17", "scenario": "congestion", "sha256": "9f86d081", "seed": 42},
      "caveats": ["changedScenario"],
      "variants": [
        {
          "name": "controller=balanced",
          "mode": "sim",
          "basis": "paired",
          "replications": {"baseline": 2, "candidate": 3, "identicalPairs": 1},
          "metrics": {
            "latency.p99": {"unit": "s", "better": "lower", "baseline": 1.5, "candidate": 1.75, "scale": "ratio", "estimate": 0.2, "low": -0.1, "high": 0.5, "p": 0.04, "adjustedP": 0.08, "margin": 0.05, "outcome": "inconclusive", "replicationsNeeded": 30, "minimumDetectableEffect": 0.4, "varianceReduction": 3},
            "failed": {"unit": "count", "better": "lower", "baseline": 1.5, "candidate": null, "scale": "difference", "estimate": null, "low": null, "high": null, "p": null, "adjustedP": null, "margin": null, "outcome": "inconclusive", "replicationsNeeded": null, "minimumDetectableEffect": null, "varianceReduction": null}
          },
          "parts": [
            {"name": "queue", "baseline": 0.5, "candidate": 0.75}
          ],
          "divergences": [
            {"line": "queue.depth", "replication": 0, "first": 1, "from": 2.5, "to": 4, "baseline": 1, "candidate": 9}
          ],
          "firstDecision": {
            "replication": 0,
            "shared": 4,
            "baseline": null,
            "candidate": {"time": 106, "subject": "controller", "from": "2.0", "to": "0.6", "reason": "depth ratio 0.83 > 0.8"}
          }
        },
        {
          "name": "controller=none",
          "mode": "sim",
          "basis": "identical",
          "replications": {"baseline": 2, "candidate": 2, "identicalPairs": 2},
          "metrics": {},
          "parts": [],
          "divergences": [],
          "firstDecision": null
        }
      ],
      "baselineOnly": [{"name": "gone", "mode": "live"}],
      "candidateOnly": [],
      "environment": {
        "baseline": {"version": "1.0.0", "commit": "8eb1aed", "host": "lab", "startedAt": "2026-01-02T03:04:05Z", "machine": "Linux x86_64, 2 processors"},
        "candidate": {"version": "1.0.0", "commit": "8eb1aed", "host": "lab", "startedAt": "2026-01-02T03:04:05Z", "machine": "Linux x86_64, 2 processors"}
      }
    }
    """#
}
