import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct FidelityJSONTests {
  private static let result = FidelityResult(
    scenarioName: "sustained", scenarioSHA256: "aa", scenarioPath: "Scenarios/sustained.yaml",
    seed: 42,
    variants: [
      FidelityVariant(
        name: "controller=balanced",
        settings: [VariantSetting(path: "controller", value: "balanced")], runs: 5,
        busiestStage: "embed", utilization: 0.33, tokenShare: 0, widening: 1,
        raw: FidelityComparison(
          measures: [
            FidelityMeasure(
              name: "latency.mean", unit: .seconds, predicted: 0.12, measured: 0.125,
              error: -0.04, distance: 0.04, floor: 0.004, band: 0.05, verdict: .pass),
            FidelityMeasure(
              name: "latency.shape", unit: .share, predicted: nil, measured: nil, error: nil,
              distance: 0.01, floor: 0.002, band: nil, verdict: .unjudged, note: "why"),
          ],
          agreement: JobAgreement(
            jobs: 3000, sameOutcome: 1, lostInPrediction: 0, lostInMeasurement: 0,
            withinLatency: 0.9, sameOutcomeBetweenRuns: 1, withinLatencyBetweenRuns: 0.95)),
        calibrated: nil, overhead: [], alarms: [])
    ], isInterrupted: false, environment: Samples.small.environment)

  /// What the outside reads: a change here is a change of the format.
  @Test func `a result has exactly this text`() {
    #expect(FidelityJSON.encode([Self.result], isList: false) == golden + "\n")
  }

  @Test func `several results are an array of what each gives alone`() throws {
    let text = FidelityJSON.encode([Self.result, Self.result], isList: true)
    let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    #expect(list?.count == 2)
    #expect(list?.first?["verdict"] as? String == "pass")
  }

  private let golden = #"""
    {
      "schemaVersion": 1,
      "scenario": {"name": "sustained", "sha256": "aa", "seed": 42},
      "variants": [
        {
          "name": "controller=balanced",
          "settings": {"controller": "balanced"},
          "runs": 5,
          "busiestStage": "embed",
          "utilization": 0.33,
          "tokenShare": 0,
          "widening": 1,
          "verdict": "pass",
          "overheadAlone": false,
          "alarms": [],
          "raw": {
            "verdict": "pass",
            "jobs": {"count": 3000, "sameOutcome": 1, "withinLatency": 0.9, "lostInPrediction": 0, "lostInMeasurement": 0, "sameOutcomeBetweenRuns": 1, "withinLatencyBetweenRuns": 0.95},
            "measures": [
              {"name": "latency.mean", "unit": "s", "predicted": 0.12, "measured": 0.125, "error": -0.04, "distance": 0.04, "floor": 0.004, "band": 0.05, "verdict": "pass"},
              {"name": "latency.shape", "unit": "share", "predicted": null, "measured": null, "error": null, "distance": 0.01, "floor": 0.002, "band": null, "verdict": "unjudged", "note": "why"}
            ]
          },
          "calibrated": null,
          "overhead": []
        }
      ],
      "verdict": "pass",
      "interrupted": false,
      "environment": {
        "version": "1.0.0",
        "commit": "8eb1aed",
        "host": "lab",
        "startedAt": "2026-01-02T03:04:05Z",
        "wallSeconds": 0.08,
        "machine": "Linux x86_64, 2 processors",
        "scenarioPath": "Scenarios/sustained.yaml"
      }
    }
    """#
}
