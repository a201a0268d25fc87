import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

struct RunReportTests {
  private let golden = Golden()

  private var matrix: SampleRun {
    var run = SampleRun()
    run.demand(
      "latency.p99 < 2s", "latency.p99", .less, 2, line: 61,
      observed: [(181.28, false), (1.3728, true), (2.1516, false)])
    run.demand(
      "latency.p99{priority: 10} < 800ms", "latency.p99", .less, 0.8, line: 62, severity: .warn,
      tags: [MetricTag(key: .priority, value: "10")],
      observed: [(82.4, false), (0.624, true), (0.978, false)])
    run.demand(
      "throughput >= 40/s", "throughput", .greaterOrEqual, 40, line: 63,
      observed: [(9.98, false), (44.92, true), (44.97, true)])
    run.demand(
      "failed < 0.1%", "failed", .less, 0.001, line: 64, share: true,
      observed: [(0, true), (0.000111, true), (0.00115, false)])
    run.demand(
      "rejected == 0", "rejected", .equal, 0, line: 65,
      observed: [(0, true), (0, true), (nil, false)])
    run.verdict = .fail
    return run
  }

  private func text(
    _ result: RunResult, width: Int = TextRenderer.defaultWidth, style: TextStyle = .plain
  ) -> String {
    TextRenderer(width: width, style: style)
      .render(RunReport(result).document)
  }

  @Test("A matrix shows thresholds first, then variants side by side, then paired differences")
  func matrixInColumns() {
    golden.expect(text(matrix.result), in: "run-matrix.txt")
  }

  @Test("Columns that do not fit go on below under the same row names")
  func narrowTerminal() {
    golden.expect(text(matrix.result, width: 72), in: "run-matrix-narrow.txt")
  }

  @Test("No line is wider than the terminal", arguments: [60, 72, 80, 100, 140])
  func linesFit(width: Int) {
    for line in text(matrix.result, width: width).split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }

  @Test("Colour adds escapes and changes nothing else")
  func colourIsOnlyEscapes() {
    let coloured = text(matrix.result, style: .ansi)
    #expect(coloured.contains("\u{1B}[31m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == text(matrix.result))
  }

  @Test("The Markdown holds the same table")
  func markdown() {
    golden.expect(
      MarkdownRenderer().render(RunReport(matrix.result).document),
      in: "run-matrix.md")
  }

  @Test("Several modes of a variant are told apart, and live figures are called what they are")
  func modes() {
    var run = SampleRun(names: ["balanced", "aggressive"])
    run.demand(
      "latency.p99 < 2s", "latency.p99", .less, 2, line: 61,
      observed: [(1.3728, true), (2.1516, false)])
    run.inFlight["aggressive"] = 7
    var result = run.result
    for variant in result.variants {
      var live = variant
      live.mode = .live
      live.replications.removeLast()
      result.variants.insert(
        live, at: result.variants.firstIndex { $0.name == variant.name }! + 1)
    }
    for threshold in result.thresholds {
      var live = threshold
      live.mode = .live
      live.ok.toggle()
      // Wherever it stands among the results, it belongs to its column.
      result.thresholds.insert(live, at: 0)
    }
    result.verdict = .fail
    golden.expect(text(result), in: "run-modes.txt")
  }

  @Test("One variant is one column without a heading, a best mark or differences")
  func oneVariant() {
    var run = SampleRun(names: ["default"])
    run.figures["default"] = run.figures["balanced"]
    run.demand(
      "latency.p99 < 2s", "latency.p99", .less, 2, line: 61, observed: [(1.3728, true)])
    golden.expect(text(run.result), in: "run-one-variant.txt")
  }

  @Test("One replication gives figures without intervals, and says so")
  func oneReplication() {
    let run = SampleRun(replications: 1)
    golden.expect(text(run.result), in: "run-one-replication.txt")
  }

  @Test("A failed self-check and jobs still in flight stand above all figures")
  func alarms() {
    var run = SampleRun(names: ["balanced", "aggressive"])
    run.checks["balanced"] = [
      SelfCheck(name: "littles-law", holds: false, detail: "L 14.0 against λW 15.1")
    ]
    run.inFlight["aggressive"] = 1312
    run.verdict = .invalid
    golden.expect(text(run.result), in: "run-alarms.txt")
  }

  @Test("A run interrupted before its first variant ended still reports its verdict")
  func nothingFinished() {
    var run = SampleRun(names: [])
    run.verdict = .interrupted
    golden.expect(text(run.result), in: "run-nothing-finished.txt")
  }

  @Test("Several settings head a column line by line, with stage paths shortened")
  func severalSettings() {
    var result = matrix.result
    for index in result.variants.indices {
      result.variants[index].settings.append(
        VariantSetting(path: "pipeline.stages.embed.workers", value: "\(4 + 2 * index)"))
    }
    result.variants[2].settings[0].value = "{preset: balanced, rate: 60/s, signal: total}"
    let lines = text(result).split(separator: "\n")
    #expect(
      lines.contains { $0.hasPrefix("embed.workers") && $0.contains("4") && $0.hasSuffix("8") })
    #expect(lines.contains { $0.hasSuffix("{preset: balanced,") })
  }
}
