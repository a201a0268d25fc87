import HeadgateModel
import HeadgateReport
import Testing

@Suite("Pages of studies")
struct TuningPageTests {
  private static func read(_ result: TuningResult) -> PageReader {
    PageReader(TuningHTMLReport(result).text)
  }

  @Test("A study's page has verdict, settings, contests, choice, search and provenance")
  func better() {
    let page = Self.read(SampleTuning.better)
    #expect(page.problem == nil)
    #expect(page.named("h1").map(\.text) == ["tuned"])
    #expect(
      page.headings == [
        "Settings", "Against the presets", "The choice", "The search", "Where this comes from",
      ])
    #expect(page.withClass("verdict").first?.text.contains("-31.3 %") == true)
    let labels = page.named("svg").compactMap { $0.attributes["aria-label"] }
    #expect(
      labels == [
        "Share of the variance that a setting explains by itself. controller.rate 61.0 %, "
          + "controller.preset 8.00 %.",
        "Best latency.p99 over simulated runs. 11.1 s after 170 runs, 8.90 s after 1,798.",
      ])
  }

  @Test("Of several objectives there is a plot a scenario, and one history each")
  func front() {
    let page = Self.read(SampleTuning.front)
    #expect(page.problem == nil)
    let titles = page.named("figcaption").map(\.text)
    #expect(titles.contains { $0.hasPrefix("throughput over latency.p99 on congestion") })
    #expect(titles.contains { $0.hasPrefix("throughput over latency.p99 on burst") })
    #expect(titles.contains { $0.hasPrefix("Best throughput over simulated runs") })
    // Two on the front and a preset, on two scenarios.
    #expect(page.withClass("marker").count == 6)
    #expect(page.headings.contains("On the wall clock"))
  }

  @Test("A study that found nothing says so, and draws nothing")
  func refused() {
    let page = Self.read(SampleTuning.refused)
    #expect(page.problem == nil)
    #expect(page.headings == ["The search", "Where this comes from"])
    #expect(page.named("svg").isEmpty)
  }

  @Test("Nothing of a space becomes markup")
  func harmless() {
    var result = SampleTuning.better
    result.space.description = "<script>alert(1)</script> & more"
    result.space.name = "<b>"
    let page = Self.read(result)
    #expect(page.problem == nil)
    #expect(page.named("script").count == 1)
    #expect(page.named("h1").map(\.text) == ["<b>"])
  }
}
