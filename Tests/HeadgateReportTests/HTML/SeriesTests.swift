import HeadgateModel
import HeadgateReport
import Testing

struct SeriesTests {
  private static let second: Int64 = 1_000_000_000

  private static func replication(
    step: Int64 = second, elapsed: Int64? = nil, _ values: [Double]
  ) -> ReplicationResult {
    ReplicationResult(
      replication: 0, seed: 1, digest: "", metrics: [], histograms: [],
      series: TimeSeries(step: step, lines: [SeriesLine(name: "line", values: values)]),
      decisions: [], decisionCount: 0, checks: [], inFlight: 0,
      elapsed: elapsed ?? Int64(values.count) * step, events: 0)
  }

  private static func line(
    _ replications: [ReplicationResult], as reading: AveragedSeries.Reading
  ) -> PlotLine? {
    AveragedSeries(replications)
      .line("line", as: reading, name: "line", label: "", style: .neutral)
  }

  @Test("A rate is averaged over all replications: one that has ended does nothing more")
  func flow() {
    let line = Self.line([Self.replication([4, 8]), Self.replication([2])], as: .flow)
    #expect(line?.points == [PlotPoint(x: 0.5, y: 3), PlotPoint(x: 1.5, y: 4)])
    #expect(
      line?.extents == [
        PlotLine.Extent(x: 0.5, low: 2, high: 4), PlotLine.Extent(x: 1.5, low: 0, high: 8),
      ])
  }

  @Test("A rate over a last step that was cut short counts as much as it lasted")
  func shortLastStep() {
    let line = Self.line([Self.replication(elapsed: 1_010_000_000, [4, 300])], as: .flow)
    #expect(line?.points.map(\.y) == [4, 3])
  }

  @Test("A duration is that of the replications that have one, and nothing where under half have")
  func duration() {
    let replications = [[0.2, 0, 0.4], [0.4, 0, 0], [0.6, 0.1, 0]].map { Self.replication($0) }
    let line = Self.line(replications, as: .duration)
    #expect(line?.segments.count == 1)
    #expect(line?.points.count == 1)
    #expect(((line?.points.first?.y ?? 0) - 0.4).magnitude < 1e-12)
  }

  @Test("Replications of finer steps are taken to the coarsest")
  func steps() {
    let coarse = Self.replication(step: 2 * Self.second, [10, 20])
    let fine = Self.replication([1, 3, 5, 7])
    let series = AveragedSeries([coarse, fine])
    #expect(series.step == 2)
    #expect(series.end == 4)
    let line = Self.line([coarse, fine], as: .flow)
    #expect(line?.points == [PlotPoint(x: 1, y: 6), PlotPoint(x: 3, y: 13)])
  }

  @Test("A gap breaks the line, and a single step is a point of its own")
  func gaps() {
    let line = Self.line([Self.replication([1, 0, 2, 3])], as: .duration)
    #expect(line?.segments.map(\.count) == [1, 2])
  }

  @Test("A line of many points is drawn with few, its peak kept")
  func manyPoints() {
    var values = Array(repeating: 1.0, count: 4096)
    values[2047] = 99
    let replications = [values, values.map { $0 + 1 }].map { Self.replication($0) }
    let drawn = Self.line(replications, as: .flow)?.drawn
    #expect((drawn?.points.count ?? .max) <= PlotLine.mostPoints)
    #expect(drawn?.points.map(\.y).max() == 99.5)
    #expect(drawn?.extents.map(\.high).max() == 100)
    #expect((drawn?.extents.count ?? .max) <= PlotLine.mostPoints / 2)
  }

  @Test("A spectrum merges replications, and its percentiles are those of all samples together")
  func spectrum() throws {
    func result(_ indexes: [UInt32], _ counts: [UInt64], maximum: Int64) -> ReplicationResult {
      var replication = Self.replication([])
      replication.histograms = [
        HistogramRecord(
          name: "latency", indexes: indexes, counts: counts, sum: 0, maximum: maximum)
      ]
      return replication
    }
    let variant = VariantResult(
      name: "default", settings: [], mode: .sim,
      replications: [
        result([1000, 2000], [80, 10], maximum: 2000), result([1000], [10], maximum: 1000),
      ], summary: [])
    let spectrum = try #require(LatencySpectrum("latency", of: variant))
    #expect(spectrum.samples == 100)
    #expect(spectrum.value(0.5) == 1e-6)
    #expect(spectrum.value(0.9) == 1e-6)
    #expect(spectrum.value(0.91) == 2e-6)
    #expect(spectrum.points == [PlotPoint(x: 1, y: 1e-6), PlotPoint(x: 10, y: 2e-6)])
    #expect(LatencySpectrum("queue.wait", of: variant) == nil)
  }

  @Test(
    "Variants are told apart by the settings that vary, in few characters",
    arguments: [
      ([["none", "4"], ["none", "8"]], ["4", "8"]),
      ([["none", "4"], ["balanced", "8"]], ["none · 4", "balanced · 8"]),
      (
        [["{preset: balanced, rate: 60/s}"], ["{preset: balanced, rate: 70/s}"]],
        ["1 {preset: ba…", "2 {preset: ba…"]
      ), ([["none"]], ["only"]),
    ])
  func labels(values: [[String]], texts: [String]) {
    let variants = values.map { values in
      VariantResult(
        name: "only",
        settings: values.enumerated().map { VariantSetting(path: "path\($0)", value: $1) },
        mode: .sim, replications: [], summary: [])
    }
    #expect(VariantLabels(variants).texts == texts)
  }
}
