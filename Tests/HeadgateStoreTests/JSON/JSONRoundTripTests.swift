import HeadgateModel
import HeadgateStore
import Testing

@Suite struct JSONRoundTripTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what is exported is imported unchanged, and exports the same text again`(
    seed: UInt64
  ) throws {
    var generator = ResultGenerator(seed: seed)
    let result = generator.result()
    let text = ResultJSON.encode(result)
    let imported = try ResultJSON.decode(text, file: "result.json")
    #expect(contents(imported) == contents(result))
    #expect(ResultJSON.encode(imported) == text)
  }

  @Test func `results of several scenarios are an array of what each gives alone`() throws {
    var generator = ResultGenerator(seed: 7)
    let results = [Samples.small, generator.result()]
    let text = ResultJSON.encode(results)
    #expect(text.hasPrefix("[\n  {\n"))
    let imported = try ResultJSON.decodeAll(text, file: "results.json")
    #expect(imported.map(contents) == results.map(contents))
    #expect(ResultJSON.encode([RunResult]()) == "[]\n")
    #expect(try ResultJSON.decodeAll("[]", file: "results.json").isEmpty)
  }

  @Test func `without environment the text depends on no path, host or time`() {
    var moved = Samples.small
    moved.scenarioPath = "elsewhere.yaml"
    moved.thresholds[0].threshold.location.file = "other.yaml"
    moved.environment = RunEnvironment(
      version: "2", commit: "x", host: "y", machine: "z", startedAt: "now", wallSeconds: 9)
    #expect(
      ResultJSON.encode(moved, includingEnvironment: false)
        == ResultJSON.encode(Samples.small, includingEnvironment: false))
    #expect(ResultJSON.encode(moved) != ResultJSON.encode(Samples.small))
  }

  @Test func `a slim result without environment, text and bulk is read`() throws {
    let text = """
      {"schemaVersion": 1, "scenario": {"name": "a", "sha256": "b", "seed": 18446744073709551615},
       "variants": [{"name": "default", "settings": {}, "mode": "sim", "summary": {},
         "replications": [{"replication": 0, "seed": 1, "digest": "d", "metrics": {"x": 1, "y": null},
           "inFlight": 0, "elapsed": 1e-09, "events": 5, "later": [{"a": [true, null, -1.5e3]}]}]}],
       "thresholds": [], "verdict": "pass"}
      """
    let result = try ResultJSON.decode(text, file: "slim.json")
    #expect(result.seed == .max)
    #expect(result.scenarioText.isEmpty)
    let replication = result.variants[0].replications[0]
    #expect(replication.metrics == [MetricValue(name: "x", value: 1)])
    #expect(replication.elapsed == 1)
    #expect(replication.series.lines.isEmpty && replication.histograms.isEmpty)
  }

  @Test func `figures that are not finite are never written`() throws {
    var result = Samples.small
    result.variants[0].replications[0].metrics[0].value = .infinity
    result.variants[0].replications[0].metrics[1].value = .nan
    result.thresholds[0].observed = .nan
    let text = ResultJSON.encode(result)
    #expect(!text.contains("nan") && !text.contains("inf,") && !text.contains("throughput"))
    let imported = try ResultJSON.decode(text, file: "result.json")
    #expect(imported.variants[0].replications[0].metrics.map(\.name) == ["latency.p99"])
    #expect(imported.thresholds[0].observed == nil)
  }
}
