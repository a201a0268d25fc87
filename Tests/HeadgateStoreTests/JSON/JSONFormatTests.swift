import HeadgateModel
import HeadgateStore
import Testing

@Suite struct JSONFormatTests {
  /// What the outside reads: a change here is a change of the format.
  @Test func `a small result has exactly this text`() {
    #expect(ResultJSON.encode(Samples.small) == golden + "\n")
  }

  @Test func `without environment the text ends with the verdict`() {
    let text = ResultJSON.encode(Samples.small, includingEnvironment: false)
    #expect(text.hasSuffix("\n  ],\n  \"verdict\": \"pass\"\n}\n"))
  }

  @Test func `a threshold without a mode was judged on the simulator`() throws {
    let text = golden.replacing(#""mode": "sim", "ok""#, with: #""ok""#)
    #expect(text != golden)
    #expect(contents(try ResultJSON.decode(text, file: "old.json")) == contents(Samples.small))
  }

  @Test func `what the machine added stands under environment alone`() {
    var result = Samples.small
    let delay = StageOverhead.Delay(mean: 1e-4, p50: 5e-5, p99: 2e-3, max: 0.01)
    result.variants[0].replications[0].overhead = [
      StageOverhead(stage: "embed", batches: 12, overshoot: delay, dispatch: delay)
    ]
    #expect(
      ResultJSON.encode(result, includingEnvironment: false)
        == ResultJSON.encode(Samples.small, includingEnvironment: false))
    let written = #"{"mean": 0.0001, "p50": 5e-05, "p99": 0.002, "max": 0.01}"#
    #expect(
      ResultJSON.encode(result).contains(
        #""overhead": [\#n      {"variant": 0, "replication": 0, "stages": [{"stage": "embed", "#
          + #""batches": 12, "overshoot": \#(written), "dispatch": \#(written)}]}\#n    ]"#))
  }

  private let golden = #"""
    {
      "schemaVersion": 1,
      "scenario": {
        "name": "congestion",
        "sha256": "9f86d081",
        "seed": 42,
        "text": "name: congestion\n"
      },
      "variants": [
        {
          "name": "controller=balanced",
          "settings": {"controller": "balanced"},
          "mode": "sim",
          "survives": true,
          "replications": [
            {
              "replication": 0,
              "seed": 42,
              "digest": "00112233445566778899aabbccddeeff",
              "metrics": {
                "throughput": 44.9,
                "completed": 26940,
                "latency.p99": 1.82
              },
              "inFlight": 0,
              "elapsed": 600.000000001,
              "events": 134700,
              "checks": [
                {"name": "conservation", "holds": true, "detail": "27000 = 27000"}
              ],
              "decisionCount": 12,
              "decisions": [
                {"time": 180.5, "subject": "controller", "from": "1", "to": "0.5", "reason": "depth ratio 0.93 > 0.80"}
              ],
              "series": {
                "step": 1,
                "lines": {
                  "completed": [0,44,45.5],
                  "latency.p99": [null,1.5,1.82]
                }
              },
              "histograms": {
                "latency": {"sumNanoseconds":8403000000,"maximumNanoseconds":1820000001,"gaps":[7,2,4087],"counts":[1,20,3]}
              }
            }
          ],
          "summary": {
            "latency.p99": {"mean": 1.83, "low": 1.79, "high": 1.87, "unit": "s", "better": "lower"},
            "completed": {"mean": 26940, "low": null, "high": null, "unit": "count", "better": "higher"}
          }
        }
      ],
      "thresholds": [
        {"expr": "latency.p99{priority: 10} < 2s", "variant": "controller=balanced", "mode": "sim", "ok": true, "observed": 1.83, "line": 61, "column": 5, "metric": "latency.p99", "tags": [{"key": "priority", "value": "10"}], "comparison": "<", "limit": 2, "shareOfOffered": false, "severity": "error"}
      ],
      "verdict": "pass",
      "environment": {
        "version": "1.0.0",
        "commit": "8eb1aed",
        "host": "lab",
        "startedAt": "2026-01-02T03:04:05Z",
        "wallSeconds": 0.08,
        "machine": "Linux x86_64, 2 processors",
        "scenarioPath": "Scenarios/congestion.yaml"
      }
    }
    """#
}
