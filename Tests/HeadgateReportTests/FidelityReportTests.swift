import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

struct FidelityReportTests {
  private let golden = Golden()

  /// A measure whose measured value is off by `off` of it.
  private static func value(
    _ name: String, _ unit: MetricUnit, _ measured: Double, off: Double, floor: Double = 0.004,
    band: Double?, _ verdict: FidelityVerdict, note: String? = nil
  ) -> FidelityMeasure {
    FidelityMeasure(
      name: name, unit: unit, predicted: measured * (1 + off), measured: measured, error: off,
      distance: off.magnitude, floor: floor, band: band, verdict: verdict, note: note)
  }

  private static func distance(
    _ name: String, _ distance: Double, band: Double?, _ verdict: FidelityVerdict
  ) -> FidelityMeasure {
    FidelityMeasure(
      name: name, unit: .share, predicted: nil, measured: nil, error: nil, distance: distance,
      floor: 0.011, band: band, verdict: verdict)
  }

  private static func comparison(
    off: Double, verdict: FidelityVerdict, isJudged: Bool = true
  ) -> FidelityComparison {
    let pass: FidelityVerdict = isJudged ? .pass : .unjudged
    func band(_ band: Double) -> Double? { isJudged ? band : nil }
    return FidelityComparison(
      measures: [
        value("throughput", .perSecond, 49.8, off: 0.001, band: band(0.01), pass),
        FidelityMeasure(
          name: "loss", unit: .share, predicted: 0.001, measured: 0.0013, error: -0.0003,
          distance: 0.0003, floor: 0, band: band(0.002), verdict: pass),
        value("latency.mean", .seconds, 0.124, off: off, band: band(0.05), verdict),
        value("latency.p50", .seconds, 0.111, off: off / 2, band: band(0.05), pass),
        value(
          "latency.p99", .seconds, 0.306, off: off, band: nil, .unjudged,
          note: isJudged ? "3012 samples, p99 is judged from 10000 on" : nil),
        distance("latency.wasserstein", off.magnitude + 0.01, band: band(0.05), verdict),
        distance("latency.shape", 0.01, band: nil, .unjudged),
        distance("latency.ks", 0.031, band: band(0.05), pass),
        value("embed.wait.mean", .seconds, 0.0004, off: -0.2, band: band(0.625), pass),
        value("embed.service.mean", .seconds, 0.08, off: off, band: band(0.05), verdict),
      ],
      agreement: JobAgreement(
        jobs: 3012, sameOutcome: 0.9993, lostInPrediction: 1, lostInMeasurement: 1.5,
        withinLatency: 0.871, sameOutcomeBetweenRuns: 0.9997, withinLatencyBetweenRuns: 0.941))
  }

  private static func variant(
    _ name: String, raw: FidelityComparison, calibrated: FidelityComparison? = nil,
    utilization: Double = 0.332, widening: Double? = 1
  ) -> FidelityVariant {
    let late = StageOverhead.Delay(mean: 0.00021, p50: 0.00012, p99: 0.0021, max: 0.0114)
    let begun = StageOverhead.Delay(mean: 0.00003, p50: 0.00002, p99: 0.0003, max: 0.0021)
    return FidelityVariant(
      name: "controller=\(name)", settings: [VariantSetting(path: "controller", value: name)],
      runs: 5, busiestStage: "embed", utilization: utilization, tokenShare: 0.021,
      widening: widening, raw: raw, calibrated: calibrated,
      overhead: calibrated == nil
        ? []
        : ["chunk", "embed"].map {
          StageOverhead(stage: $0, batches: 1204, overshoot: late, dispatch: begun)
        }, alarms: [])
  }

  private static func result(_ variants: FidelityVariant...) -> FidelityResult {
    FidelityResult(
      scenarioName: "sustained", scenarioSHA256: "aa", scenarioPath: "Scenarios/sustained.yaml",
      seed: 42, variants: variants, isInterrupted: false,
      environment: RunEnvironment(
        version: "0.1.0", commit: "", host: "host", machine: "Linux x86_64, 2 processors",
        startedAt: "2026-01-01T00:00:00Z", wallSeconds: 301))
  }

  private static var mixed: FidelityResult {
    result(
      variant(
        "balanced", raw: comparison(off: -0.012, verdict: .pass),
        calibrated: comparison(off: -0.002, verdict: .pass)),
      variant(
        "aggressive", raw: comparison(off: -0.081, verdict: .fail),
        calibrated: comparison(off: 0.004, verdict: .pass), utilization: 0.875, widening: 1.6),
      variant(
        "conservative", raw: comparison(off: 0.3, verdict: .unjudged, isJudged: false),
        utilization: 0.971, widening: nil))
  }

  private static func text(_ result: FidelityResult, width: Int = 100) -> String {
    TextRenderer(width: width).render(FidelityReport(result).document)
  }

  @Test("Figures stand side by side, raw and calibrated, with the verdict on each")
  func figures() {
    golden.expect(Self.text(Self.mixed), in: "fidelity.txt")
  }

  @Test("The Markdown holds the same tables")
  func markdown() {
    golden.expect(
      MarkdownRenderer().render(FidelityReport(Self.mixed).document), in: "fidelity.md")
  }

  @Test("Each verdict says why")
  func verdicts() {
    let passing = Self.comparison(off: 0, verdict: .pass)
    let failing = Self.comparison(off: 0.2, verdict: .fail)
    let undecided = Self.comparison(off: 0.1, verdict: .inconclusive)
    var alarmed = Self.variant("balanced", raw: passing)
    alarmed.alarms = ["self-check littles-law failed in run 3: 1 is not 2"]
    var stopped = Self.result(Self.variant("balanced", raw: passing))
    stopped.isInterrupted = true
    let results = [
      Self.result(Self.variant("balanced", raw: passing)),
      Self.result(Self.variant("balanced", raw: failing)),
      Self.result(Self.variant("balanced", raw: failing, calibrated: failing)),
      Self.result(Self.variant("balanced", raw: failing, calibrated: undecided)),
      Self.result(Self.variant("balanced", raw: undecided)), Self.result(alarmed), stopped,
    ]
    let lines = results.flatMap { result in
      Self.text(result, width: 400).split(separator: "\n").filter {
        $0.hasPrefix("controller=balanced: ") && !$0.contains("5 runs")
          || $0.hasPrefix("verdict") || $0.hasPrefix("NOT TO BE")
      }
    }
    golden.expect(lines.joined(separator: "\n") + "\n", in: "fidelity-verdicts.txt")
  }

  @Test("No line is wider than the terminal", arguments: [72, 80, 100])
  func linesFit(width: Int) {
    let text = TextRenderer(width: width).render(FidelityReport(Self.mixed).document)
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }
}
