import HeadgateCore
import HeadgateModel
import Testing

@Suite struct WindowTests {
  private func variant(_ thresholds: [String], _ regressions: [String] = []) throws -> Variant {
    try Sample.variant(
      adding: ["thresholds:"] + thresholds.map { "  - " + $0 }
        + (regressions.isEmpty ? [] : ["regression:"]) + regressions.map { "  - " + $0 })
  }

  @Test(arguments: [
    "latency.p99{over: 90s} < 2s", "'latency.p99{over: 1.5m} < 2s'",
    "{expr: latency.p99 < 2s, over: 90s}", "{expr: latency.p99 < 2s, over: 1.5m}",
  ])
  func `a window selects, in whatever form and unit it is written`(_ text: String) throws {
    let variant = try variant([text])
    #expect(variant.thresholds.map(\.metric.description) == ["latency.p99{over: 90s}"])
    #expect(
      variant.specification.windowFigures == [
        WindowFigure(
          name: "latency.p99{over: 90s}", metric: "latency.p99", length: 90 * .second,
          extreme: .largest)
      ])
  }

  @Test func `the object form keeps the window as it was written`() throws {
    let threshold = try variant(["{expr: latency.p99 < 2s, over: 1.5m}"]).thresholds[0]
    #expect(threshold.expression == "latency.p99 < 2s, over: 1.5m")
  }

  @Test(arguments: [
    // The worst window as the metric's direction has it.
    ("latency.p99{over: 30s} < 2s", "latency.p99{over: 30s}", WindowFigure.Extreme.largest),
    ("latency.p99{over: 30s} <= 2s", "latency.p99{over: 30s}", .largest),
    ("throughput{over: 30s} > 2/s", "throughput{over: 30s}", .smallest),
    ("throughput{over: 30s} >= 2/s", "throughput{over: 30s}", .smallest),
    // The other side, and metrics without a direction, say which.
    ("latency.p99{over: 30s} > 1ms", "latency.p99{over: 30s min}", .smallest),
    ("throughput{over: 30s} < 90/s", "throughput{over: 30s max}", .largest),
    ("embed.utilization{over: 30s} < 95%", "embed.utilization{over: 30s max}", .largest),
    ("embed.utilization{over: 30s} > 5%", "embed.utilization{over: 30s min}", .smallest),
    ("failed{over: 30s} < 0.1%", "failed{over: 30s share}", .largest),
    ("failed{over: 30s} < 3", "failed{over: 30s}", .largest),
    ("completed{over: 30s} >= 99%", "completed{over: 30s share}", .smallest),
    ("accepted{over: 30s} <= 99%", "accepted{over: 30s share max}", .largest),
  ])
  func `the operator decides which window counts, and the name says so`(
    _ text: String, _ name: String, _ extreme: WindowFigure.Extreme
  ) throws {
    let variant = try variant([text])
    let figures = variant.specification.windowFigures
    #expect(variant.thresholds.map(\.metric.description) == [name])
    #expect(figures.map(\.name) == [name])
    #expect(figures.map(\.extreme) == [extreme])
    #expect(figures.map(\.isShareOfOffered) == [variant.thresholds[0].isShareOfOffered])
  }

  @Test func `thresholds and regressions ask for each figure once`() throws {
    let variant = try variant(
      ["latency.p99{over: 30s} < 2s", "{expr: latency.p99 < 3s, over: 30s, severity: warn}"],
      ["latency.p99{over: 30s} <= 105% of baseline", "throughput{over: 1m} >= 98% of baseline"])
    #expect(
      variant.specification.windowFigures.map(\.name) == [
        "latency.p99{over: 30s}", "throughput{over: 1m}",
      ])
    #expect(
      variant.regressions.map(\.metric.description) == [
        "latency.p99{over: 30s}", "throughput{over: 1m}",
      ])
  }

  @Test func `a window may be as long as what is measured, and a thousandth of it`() throws {
    #expect(try variant(["latency.p99{over: 10m} < 2s"]).thresholds.count == 1)
    #expect(try variant(["latency.p99{over: 600ms} < 2s"]).thresholds.count == 1)
  }

  @Test(arguments: [
    ("failed{over: 30s share}", MetricUnit.share), ("failed{over: 30s}", .count),
    ("failed{phase: share}", .count), ("latency.p99{over: 30s}", .seconds), ("failed", .count),
  ])
  func `a share over windows is a share in results`(_ name: String, _ unit: MetricUnit) {
    #expect(MetricCatalogue(stages: []).unit(ofFigure: name) == unit)
  }
}
