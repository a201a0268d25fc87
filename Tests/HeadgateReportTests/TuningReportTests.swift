import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

@Suite("Reports of studies")
struct TuningReportTests {
  private let golden = Golden()

  private static func text(_ result: TuningResult, file: String? = nil, width: Int = 100) -> String
  {
    TextRenderer(width: width).render(TuningReport(result, presetFile: file).document)
  }

  @Test("What was found stands beside what it is worth, held-out scenarios apart")
  func better() {
    golden.expect(
      Self.text(SampleTuning.better, file: "Results/presets/tuned.yaml"), in: "tuning/better.txt")
  }

  @Test("Several objectives make a front, and the wall clock has its say")
  func front() {
    golden.expect(Self.text(SampleTuning.front), in: "tuning/front.txt")
  }

  @Test("Where nothing came out, the reason is all there is")
  func refused() {
    golden.expect(Self.text(SampleTuning.refused), in: "tuning/refused.txt")
  }

  @Test("The Markdown holds the same tables")
  func markdown() {
    golden.expect(
      MarkdownRenderer().render(TuningReport(SampleTuning.better).document), in: "tuning/better.md")
  }

  @Test("No line is wider than the terminal", arguments: [72, 80, 100])
  func linesFit(width: Int) {
    for result in [SampleTuning.better, SampleTuning.refused] {
      for line in Self.text(result, width: width).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }
}
