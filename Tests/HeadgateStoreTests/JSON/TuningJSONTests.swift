import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite("Studies as JSON")
struct TuningJSONTests {
  private static func result(environment: RunEnvironment = Samples.small.environment)
    -> TuningResult
  {
    let winner = TuningFinalist(
      name: "candidate 4", settings: [VariantSetting(path: "controller.rate", value: "33/s")],
      objectives: [[1.5]], isFeasible: true, replications: 30)
    return TuningResult(
      space: TuningSpace(
        name: "tuned", description: "why", path: "space.yaml", sha256: "aa", parameters: [],
        objectives: [
          TuningObjective(
            expression: "minimize latency.p99", goal: .minimize,
            metric: MetricReference(name: "latency.p99"))
        ],
        search: TuningSearchSettings(seed: 1, runs: 100, population: 16)),
      scenarios: [
        TuningScenarioName(
          name: "congestion", path: "Scenarios/congestion.yaml", sha256: "c0", isHeldOut: false)
      ],
      history: [
        TuningGeneration(
          generation: 0, runs: 96, best: [1.6], progress: -0.25, feasible: 0.5, abandoned: 1)
      ],
      runs: TuningRuns(
        search: 96, choice: 40, validation: 60, importance: 30, candidates: 16, invalid: 2),
      finalists: [winner], front: [], winner: winner,
      validation: [
        TuningContest(
          scenario: "congestion", isHeldOut: false, opponent: "balanced",
          metrics: [
            TuningContestMetric(
              name: "latency.p99", winner: 1.5, opponent: 2, ratio: 0.75, low: nil, high: nil,
              verdict: .better)
          ],
          constraints: [
            TuningConstraintOutcome(
              expression: "failed < 1", winner: nil, winnerHolds: false, opponent: 0,
              opponentHolds: true)
          ])
      ],
      importance: [
        TuningImportance(
          path: "controller.rate", value: "33/s", reference: nil, loss: 0.5, low: 0.25,
          high: 0.75, explained: 1)
      ],
      confirmation: TuningConfirmation(
        scenario: "congestion",
        entrants: [.init(name: "balanced", simulated: 2, measured: 2.5, runs: [2.5, 2.25])],
        pairs: 0, agreeing: 0),
      verdict: .refused("no"), environment: environment)
  }

  /// What the outside reads: a change here is a change of the format.
  @Test("A study has exactly this text")
  func golden() {
    #expect(TuningJSON.encode(Self.result()) == text + "\n")
  }

  @Test("All but the environment is the same wherever and whenever it ran")
  func environment() throws {
    var other = Samples.small.environment
    (other.host, other.wallSeconds) = ("elsewhere", 99)
    let texts = [Self.result(), Self.result(environment: other)].map { result in
      TuningJSON.encode(result).split(separator: "\n").prefix { !$0.contains("\"environment\"") }
    }
    #expect(texts[0] == texts[1])
    let object = try JSONSerialization.jsonObject(with: Data(TuningJSON.encode(Self.result()).utf8))
    #expect((object as? [String: Any])?.keys.contains("environment") == true)
  }

  private let text = #"""
    {
      "schemaVersion": 1,
      "space": {
        "name": "tuned",
        "description": "why",
        "sha256": "aa",
        "objectives": ["minimize latency.p99"],
        "constraints": [],
        "aggregate": "worst",
        "search": {"seed": 1, "runs": 100, "replications": 6, "population": 16}
      },
      "scenarios": [
        {"name": "congestion", "sha256": "c0", "heldOut": false}
      ],
      "verdict": {"word": "refused", "reason": "no"},
      "winner": {
        "name": "candidate 4",
        "settings": {"controller.rate": "33/s"},
        "objectives": [{"scenario": "congestion", "latency.p99": 1.5}],
        "feasible": true,
        "replications": 30
      },
      "validation": [
        {
          "scenario": "congestion",
          "heldOut": false,
          "opponent": "balanced",
          "metrics": [
            {"name": "latency.p99", "winner": 1.5, "opponent": 2, "ratio": 0.75, "low": null, "high": null, "verdict": "better"}
          ],
          "constraints": [
            {"expr": "failed < 1", "winner": null, "winnerHolds": false, "opponent": 0, "opponentHolds": true}
          ]
        }
      ],
      "importance": [
        {"path": "controller.rate", "value": "33/s", "reference": null, "loss": 0.5, "low": 0.25, "high": 0.75, "explained": 1}
      ],
      "confirmation": {
        "scenario": "congestion",
        "pairs": 0,
        "agreeing": 0,
        "entrants": [
          {"name": "balanced", "simulated": 2, "measured": 2.5, "runs": [2.5, 2.25]}
        ]
      },
      "finalists": [
        {
          "name": "candidate 4",
          "settings": {"controller.rate": "33/s"},
          "objectives": [{"scenario": "congestion", "latency.p99": 1.5}],
          "feasible": true,
          "replications": 30
        }
      ],
      "front": [],
      "history": [
        {"generation": 0, "runs": 96, "best": {"latency.p99": 1.6}, "progress": -0.25, "feasible": 0.5, "abandoned": 1}
      ],
      "runs": {"search": 96, "choice": 40, "validation": 60, "importance": 30, "candidates": 16, "invalid": 2},
      "environment": {
        "version": "1.0.0",
        "commit": "8eb1aed",
        "host": "lab",
        "startedAt": "2026-01-02T03:04:05Z",
        "wallSeconds": 0.08,
        "machine": "Linux x86_64, 2 processors",
        "spacePath": "space.yaml",
        "scenarioPaths": ["Scenarios/congestion.yaml"]
      }
    }
    """#
}
