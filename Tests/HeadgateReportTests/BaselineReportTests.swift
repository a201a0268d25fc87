import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

struct BaselineReportTests {
  private let golden = Golden()

  @Test("Baselines are listed a scenario a row")
  func list() {
    var other = SampleRun().result
    other.scenarioName = "burst"
    other.environment.commit = "0123456789abcdef0123456789abcdef01234567"
    let table = BaselineListTable([
      BaselineEntry(name: "main", SampleRun().result), BaselineEntry(name: "main", other),
    ])
    golden.expect(TextRenderer().render(table.document), in: "baselines.txt")
  }

  @Test("An empty folder says how a baseline is made")
  func empty() {
    golden.expect(TextRenderer().render(BaselineListTable([]).document), in: "baselines-empty.txt")
  }

  @Test("A baseline's last word is where it is from, not a judgement of thresholds it lacks")
  func lastWord() {
    let document = BaselineReport(SampleRun().result, name: "main").document
    #expect(
      document.parts.last
        == .text("baseline main of headgate 0.1.0; the run's verdict was pass"))
    #expect(document.parts.dropLast() == RunReport(SampleRun().result).document.parts.dropLast())
  }
}
