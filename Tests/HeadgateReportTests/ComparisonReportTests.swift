import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

struct ComparisonReportTests {
  private let golden = Golden()

  private func text(
    _ sample: SampleComparison, isComplete: Bool = false, width: Int = TextRenderer.defaultWidth
  ) -> String {
    let report = ComparisonReport(sample.comparison, isComplete: isComplete)
    return TextRenderer(width: width).render(report.document)
  }

  private var slower: SampleComparison {
    SampleComparison(
      caveats: [.changedScenario],
      variants: [
        SampleComparison.identical("controller=conservative"), SampleComparison.slower,
        SampleComparison.identical("controller=aggressive"),
      ],
      candidateOnly: [VariantIdentity(name: "controller=none", mode: .sim)])
  }

  @Test("Caveats come first, then what is identical, then what changed and where")
  func order() {
    golden.expect(text(slower), in: "comparison.txt")
  }

  @Test("The same as Markdown")
  func markdown() {
    golden.expect(
      MarkdownRenderer().render(ComparisonReport(slower.comparison).document),
      in: "comparison.md")
  }

  @Test("Every metric is shown where all are asked for")
  func everyMetric() {
    let text = text(slower, isComplete: true)
    for metric in SampleComparison.slower.metrics {
      #expect(text.contains("\n\(metric.name) "), "\(metric.name)")
    }
    golden.expect(text, in: "comparison-all.txt")
  }

  @Test("A run that changed nothing says so in few lines")
  func identical() {
    let sample = SampleComparison(
      variants: ["controller=balanced", "controller=none"].map(SampleComparison.identical))
    golden.expect(text(sample), in: "comparison-identical.txt")
  }

  @Test("Measured results carry their warnings, and what it would take to decide")
  func measured() {
    let sample = SampleComparison(
      caveats: [.differentMachine, .unblocked], variants: [SampleComparison.measured])
    golden.expect(text(sample), in: "comparison-measured.txt")
  }

  @Test("Nothing in common is said, and is no good end")
  func nothingInCommon() {
    let sample = SampleComparison(
      baselineOnly: [VariantIdentity(name: "controller=none", mode: .sim)],
      candidateOnly: [VariantIdentity(name: "controller=none", mode: .live)])
    let document = ComparisonReport(sample.comparison).document
    #expect(
      document.parts.last
        == .verdict("in short: no variant in common, nothing was compared", isGood: false))
    #expect(text(sample).contains("ONLY IN main, and compared with nothing: controller=none (sim)"))
  }

  @Test("Every caveat has words of its own", arguments: ComparisonCaveat.allCases)
  func caveats(caveat: ComparisonCaveat) {
    let sample = SampleComparison(caveats: [caveat])
    let alarms = ComparisonReport(sample.comparison).document.parts.filter {
      if case .alarm = $0 { true } else { false }
    }
    #expect(alarms.count == 1)
  }

  @Test("A metric that one side has no sample of is said, not shown as a figure")
  func noSamples() {
    var variant = SampleComparison.slower
    variant.divergences = []
    variant.metrics[6].candidateValues = []
    variant.metrics[6].candidateMean = .nan
    variant.metrics[6].outcome = .inconclusive
    let text = text(SampleComparison(variants: [variant]))
    #expect(text.contains("NO SAMPLES in 17: latency.p99\n"))
    #expect(!text.contains("\nlatency.p99  "))
  }

  @Test("Of many that moved the first of the whole run are shown, and how many are left")
  func manyMoved() {
    var variant = SampleComparison.slower
    let names = MetricCatalogue(stages: ["chunk", "embed", "store"]).definitions.map(\.name)
      .filter { $0.hasPrefix("chunk.") || $0.hasPrefix("store.") }
      .filter { !$0.hasSuffix(".mean") }
    variant.metrics += names.map { SampleComparison.metric($0, 2, 3, .worse) }
    let text = text(SampleComparison(variants: [variant]))
    #expect(text.contains("\nand \(names.count + 1 - 16 + 1) more that moved; --all shows them\n"))
  }

  @Test("No line is wider than the terminal, whatever the labels", arguments: [72, 80, 100, 140])
  func linesFit(width: Int) {
    var sample = slower
    sample.labels = ("results/before/the-change.json", "17:controller=balanced")
    for line in text(sample, width: width).split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }
}
