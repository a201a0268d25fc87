import HeadgateModel
import Testing

@Suite struct ThresholdTests {
  private func thresholds(_ lines: String...) throws -> [Threshold] {
    try Sample.variant(adding: ["thresholds:"] + lines.map { "  - " + $0 }).thresholds
  }

  @Test(arguments: [
    ("latency.p99 < 1.5s", 1.5, false), ("throughput >= 90/m", 1.5, false),
    ("embed.utilization < 95%", 0.95, false), ("embed.utilization < 0.95", 0.95, false),
    ("failed < 0.1%", 0.001, true), ("failed < 5", 5, false), ("queue.depth.max < 900", 900, false),
    ("retryAmplification < 1.5", 1.5, false), ("inFlight == 0%", 0, true),
    ("time.tokens < 1us", 1e-6, false),
  ])
  func `a limit is in its metric's unit`(_ text: String, _ limit: Double, _ isShare: Bool) throws {
    let threshold = try #require(try thresholds(text).first)
    #expect(threshold.limit == limit)
    #expect(threshold.isShareOfOffered == isShare)
    #expect(threshold.expression == text)
    #expect(threshold.severity == .error)
    #expect(threshold.location == SourceLocation(file: "sample.yaml", line: 14, column: 5))
  }

  @Test(arguments: [
    "latency.p99{priority: 0} < 2s", "'latency.p99{priority: 0} < 2s'",
    "\"latency.p99{priority:  0} < 2s\"", "{expr: latency.p99 < 2s, priority: 0}",
  ])
  func `a selector selects, in whatever form it is written`(_ text: String) throws {
    let threshold = try #require(try thresholds(text).first)
    #expect(
      threshold.metric
        == MetricReference(name: "latency.p99", tags: [MetricTag(key: .priority, value: "0")]))
    #expect(threshold.limit == 2)
  }

  @Test func `an unquoted selector keeps the expression as it was written`() throws {
    let threshold = try #require(try thresholds("latency.p99{workload:  bulk} < 2s").first)
    #expect(threshold.expression == "latency.p99{workload:  bulk} < 2s")
  }

  @Test func `the object form has severity and a selector`() throws {
    let found = try thresholds(
      "{expr: queue.depth.max < 900, phase: hold, severity: warn}", "{expr: failed == 0}")
    #expect(found.map(\.severity) == [.warn, .error])
    #expect(found[0].metric.description == "queue.depth.max{phase: hold}")
    #expect(found[0].expression == "queue.depth.max < 900, phase: hold")
  }

  @Test func `an expression may stand in a block`() throws {
    let found = try thresholds(">\n    latency.p99\n    < 2s")
    #expect(found[0].metric.name == "latency.p99")
    #expect(found[0].expression == "latency.p99 < 2s")
  }

  @Test func `a regression is a share of the baseline`() throws {
    let regressions = try Sample.variant(adding: [
      "regression:", "  - latency.p99 <= 105% of baseline",
      "  - {expr: throughput >= 98% of baseline, severity: warn}",
    ]).regressions
    #expect(regressions.map(\.share) == [1.05, 0.98])
    #expect(regressions.map(\.comparison) == [.lessOrEqual, .greaterOrEqual])
    #expect(regressions.map(\.severity) == [.error, .warn])
    #expect(regressions.map(\.expression)[0] == "latency.p99 <= 105% of baseline")
  }

  @Test func `priorities of a trace can be selected`() throws {
    let directory = TemporaryDirectory()
    directory.write("a.csv", "at,priority\n0,5\n")
    let path = directory.write(
      "sample.yaml",
      Sample.text(
        [6: "    arrivals: {trace: a.csv}", 7: ""],
        adding: ["thresholds: ['latency.p99{priority: 5} < 1s']"]))
    #expect(try ScenarioLoader.load(path: path).variants[0].thresholds.count == 1)
  }
}
