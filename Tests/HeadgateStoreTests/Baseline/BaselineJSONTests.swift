import HeadgateModel
import HeadgateStore
import Testing

@Suite struct BaselineJSONTests {
  /// What a repository keeps: a change here is a change of the format.
  @Test func `a baseline has exactly this text`() {
    #expect(BaselineJSON.encode(Samples.small) == golden + "\n")
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `what is kept reads back exactly, and gives the same bytes again`(seed: UInt64) throws {
    var generator = ResultGenerator(seed: seed)
    let result = generator.tidyResult()
    let text = BaselineJSON.encode(result)
    let imported = try BaselineJSON.decode(text, file: "b.json")
    #expect(contents(imported) == contents(result.slim))
    #expect(BaselineJSON.encode(imported) == text)
  }

  @Test func `results of one run at other times and places differ in no byte`() {
    var moved = Samples.small
    moved.scenarioPath = "elsewhere.yaml"
    moved.environment.host = "other"
    moved.environment.startedAt = "2027-01-01T00:00:00Z"
    moved.environment.wallSeconds = 99
    #expect(BaselineJSON.encode(moved) == BaselineJSON.encode(Samples.small))
    moved.environment.commit = "fff"
    let (one, other) = (
      BaselineJSON.encode(moved).split(separator: "\n"),
      BaselineJSON.encode(Samples.small).split(separator: "\n")
    )
    let changed = zip(one, other).filter { $0 != $1 }
    #expect(changed.map(\.0) == ["    \"commit\": \"fff\","])
  }

  @Test func `a metric that moved is one line of the diff, apart from digest and checksum`() {
    var moved = Samples.small
    moved.variants[0].replications[0].metrics[2].value = 1.9
    let (one, other) = (
      BaselineJSON.encode(moved).split(separator: "\n"),
      BaselineJSON.encode(Samples.small).split(separator: "\n")
    )
    let changed = zip(one, other).filter { $0 != $1 }.map { $0.0.prefix { $0 != ":" } }
    #expect(changed == ["        \"latency.p99\"", "  \"checksum\""])
  }

  @Test func `line ends of another system are no damage`() throws {
    let text = BaselineJSON.encode(Samples.tidy).replacing("\n", with: "\r\n")
    #expect(
      contents(try BaselineJSON.decode(text, file: "b.json")) == contents(Samples.tidy.slim))
  }

  @Test func `a metric without a summary is kept as a plain number`() throws {
    let result = try BaselineJSON.decode(BaselineJSON.encode(Samples.small), file: "b.json")
    #expect(result.variants[0].replications[0].metric("throughput") == 44.9)
    #expect(
      result.variants[0].summary("throughput")
        == MetricSummary(
          name: "throughput", mean: 44.9, low: nil, high: nil, unit: .ratio, better: .neither))
  }

  @Test func `keys of later builds are skipped where they are not checked`() throws {
    let text = BaselineJSON.encode(Samples.small)
      .replacing("\"version\": ", with: "\"later\": [1], \"version\": ")
    #expect(try BaselineJSON.decode(text, file: "b.json").environment.version == "1.0.0")
  }

  private let golden = #"""
    {
      "schemaVersion": 1,
      "kind": "baseline",
      "scenario": {"name": "congestion", "sha256": "9f86d081", "seed": 42},
      "verdict": "pass",
      "variants": [
        {
          "name": "controller=balanced",
          "settings": {"controller": "balanced"},
          "mode": "sim",
          "replications": [0],
          "seeds": [42],
          "digests": [
            "00112233445566778899aabbccddeeff"
          ],
          "events": [134700],
          "elapsed": [600.000000001],
          "inFlight": [0],
          "decisionCounts": [12],
          "decisions": [
            {"time": 180.5, "subject": "controller", "from": "1", "to": "0.5", "reason": "depth ratio 0.93 > 0.80"}
          ],
          "metrics": {
            "latency.p99": {"unit": "s", "better": "lower", "mean": 1.83, "low": 1.79, "high": 1.87, "values": [1.82]},
            "completed": {"unit": "count", "better": "higher", "mean": 26940, "low": null, "high": null, "values": [26940]},
            "throughput": {"unit": "ratio", "better": "neither", "mean": 44.9, "low": null, "high": null, "values": [44.9]}
          }
        }
      ],
      "checksum": "fe226cabffbc0f6492c91e0ff743fdf5",
      "environment": {
        "version": "1.0.0",
        "commit": "8eb1aed",
        "machine": "Linux x86_64, 2 processors"
      }
    }
    """#
}
