import HeadgateModel
import HeadgateReport
import Testing

struct HTMLReportTests {
  private static func page(_ runs: DrawnRun...) -> String {
    HTMLReport(results: runs.map(\.result)).text
  }

  private static func read(_ runs: DrawnRun...) -> PageReader {
    PageReader(HTMLReport(results: runs.map(\.result)).text)
  }

  @Test("A page is well-formed, and has every part in its place")
  func wholePage() {
    let page = Self.read(DrawnRun())
    #expect(page.problem == nil)
    #expect(
      page.headings == [
        "Thresholds", "Figures", "Against controller=balanced", "Load over time", "Latency",
        "Where the time went", "Queue, buffers and stages over time", "Controller",
        "Scenario, seed and machine",
      ])
    #expect(page.named("h1").map(\.text) == ["drawn"])
    #expect(page.withClass("verdict").map(\.text) == ["pass the threshold held"])
    #expect(page.named("pre").contains { $0.text.contains("What a page looks like.") })
  }

  @Test("Every drawing says in words what it shows")
  func textAlternatives() {
    let page = Self.read(DrawnRun())
    let drawings = page.elements.filter {
      $0.name == "svg" && $0.attributes["aria-hidden"] != "true"
    }
    #expect(drawings.count >= 16)
    for drawing in drawings {
      #expect(drawing.attributes["role"] == "img")
      let words = drawing.attributes["aria-label"] ?? ""
      #expect(words.contains { $0.isNumber }, "\(words)")
      #expect(words.count > 40, "\(words)")
    }
  }

  @Test("A page fetches nothing and points to nothing but itself")
  func selfContained() {
    let text = Self.page(DrawnRun(), DrawnRun(name: "second"))
    let page = PageReader(text)
    let fetching = [
      "link", "img", "iframe", "object", "embed", "image", "use", "base", "video", "audio",
    ]
    #expect(!page.elements.contains { fetching.contains($0.name) })
    #expect(
      !page.elements.contains { $0.attributes.keys.contains { $0 == "src" || $0 == "style" } })
    let links = page.elements.compactMap { $0.attributes["href"] }
    #expect(!links.isEmpty)
    let places = Set(page.elements.compactMap { $0.attributes["id"] })
    for link in links { #expect(link.hasPrefix("#") && places.contains(String(link.dropFirst()))) }
    for word in ["://", "url(", "@import", "fetch(", "XMLHttpRequest"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test(
    "No text of a scenario becomes markup",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onload='alert(1)",
      "</script><script>alert(1)</script>", "]]>", "&lt;b&gt;", "{{{style}}}", "\u{0}\u{1F}",
    ])
  func hostileTexts(hostile: String) {
    var run = DrawnRun()
    run.name = hostile
    run.controllers = [hostile, "balanced"]
    run.text = "name: x\ndescription: |\n  \(hostile)\n"
    var result = run.result
    result.environment.host = hostile
    result.scenarioPath = hostile
    result.thresholds[0].threshold.expression = hostile
    for variant in result.variants.indices {
      for replication in result.variants[variant].replications.indices {
        result.variants[variant].replications[replication].decisions[0].reason = hostile
        result.variants[variant].replications[replication].series.lines[5].name =
          "\(hostile).utilization"
      }
    }
    result.variants[0].replications[0].checks = [
      SelfCheck(name: hostile, holds: false, detail: hostile)
    ]
    let page = PageReader(HTMLReport(results: [result]).text)
    #expect(page.problem == nil)
    #expect(page.named("script").count == 1)
    #expect(page.named("style").count == 1)
    #expect(page.named("img").isEmpty)
    #expect(page.named("b").allSatisfy { !$0.text.isEmpty })
    let handlers = page.elements.flatMap(\.attributes.keys).filter { $0.hasPrefix("on") }
    #expect(handlers.isEmpty)
    let shown = String(
      String.UnicodeScalarView(
        hostile.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }))
    #expect(page.named("h1").map(\.text) == [shown])
  }

  @Test("The same results give the same bytes")
  func deterministic() {
    #expect(Self.page(DrawnRun()) == Self.page(DrawnRun()))
  }

  @Test("Runs of any length are drawn, or said to have nothing to draw", arguments: 0...3)
  func shortRuns(points: Int) {
    let page = Self.read(DrawnRun(points: points))
    #expect(page.problem == nil)
    #expect(page.headings.contains("Load over time") == (points > 0))
    #expect(page.withClass("facts").contains { $0.text.contains("no series") } == (points == 0))
    let paths = page.withClass("line").compactMap { $0.attributes["d"] }
    #expect(!paths.contains { $0.contains("nan") || $0.contains("inf") })
  }

  @Test("One replication has no range, no interval and no pairs")
  func oneReplication() {
    let page = Self.read(DrawnRun(replications: 1))
    #expect(page.problem == nil)
    #expect(page.withClass("range").isEmpty)
    #expect(page.withClass("dots").isEmpty)
    #expect(page.headings.contains("Latency"))
  }

  @Test("Replications have their range and their pairs")
  func severalReplications() {
    let page = Self.read(DrawnRun())
    #expect(!page.withClass("range").isEmpty)
    #expect(page.withClass("pair").count == 3 * 3)
  }

  @Test("Without histograms there is no spectrum, and the page says why")
  func noHistograms() {
    let page = Self.read(DrawnRun(hasHistograms: false))
    #expect(page.problem == nil)
    #expect(page.withClass("lead").contains { $0.text.contains("keeps no histograms") })
    let plots = page.elements.compactMap { $0.attributes["aria-label"] }
    #expect(!plots.contains { $0.hasPrefix("Percentile spectrum") })
  }

  @Test("Without a controller the page says that nothing was decided")
  func noController() {
    let page = Self.read(DrawnRun(hasDecisions: false))
    #expect(page.problem == nil)
    #expect(page.withClass("lead").contains { $0.text.contains("never changed") })
    #expect(page.withClass("marker").isEmpty)
  }

  @Test("Decisions are marked with their reasons, and listed with them")
  func decisions() {
    let page = Self.read(DrawnRun())
    let reason = "downstream depth ratio 0.93 > 0.8"
    // On the wide and on the narrow drawing, one a variant.
    let marked = page.withClass("marker").filter { $0.text.contains(reason) }
    #expect(marked.count == 4)
    #expect(page.named("td").filter { $0.text == reason }.count == 2)
  }

  @Test("One variant's stages are lines of one plot, several variants' a plot each")
  func stages() {
    let one = Self.read(DrawnRun(controllers: ["balanced"], stages: ["embed"]))
    #expect(one.problem == nil)
    #expect(!one.headings.contains { $0.hasPrefix("Against") })
    let several = Self.read(DrawnRun())
    func plots(_ page: PageReader) -> [String] {
      page.elements.compactMap { $0.attributes["aria-label"] }.filter {
        $0.hasPrefix("Utilization")
      }.map { String($0.prefix { $0 != "." }) }
    }
    #expect(plots(one) == ["Utilization"])
    #expect(plots(several) == ["Utilization of chunk", "Utilization of embed"])
  }

  @Test("More stages than a page has room for leave the busiest, and say so")
  func manyStages() {
    let page = Self.read(DrawnRun(stages: (1...9).map { "stage\($0)" }))
    #expect(page.problem == nil)
    #expect(page.withClass("lead").contains { $0.text.contains("3 more are left out") })
  }

  @Test("Live figures are called what they are, and an interrupted run says so")
  func liveAndInterrupted() {
    let live = Self.read(DrawnRun(mode: .live, verdict: .interrupted))
    #expect(live.problem == nil)
    #expect(live.withClass("facts").contains { $0.text.contains("wall clock") })
    #expect(live.withClass("verdict").first?.text.contains("interrupted") == true)
    let nothing = Self.read(DrawnRun(controllers: [], verdict: .interrupted))
    #expect(nothing.problem == nil)
    #expect(nothing.withClass("facts").contains { $0.text.contains("Nothing had finished") })
  }

  @Test("Alarms stand above all figures")
  func alarms() throws {
    var result = DrawnRun(verdict: .invalid).result
    result.variants[1].replications[0].checks = [
      SelfCheck(name: "littles-law", holds: false, detail: "1 is not 2")
    ]
    let page = PageReader(HTMLReport(results: [result]).text)
    let alarm = try #require(page.elements.firstIndex { $0.attributes["class"] == "alarm" })
    let table = try #require(page.elements.firstIndex { $0.name == "table" })
    #expect(alarm < table)
    #expect(page.elements[alarm].text.contains("littles-law"))
  }

  @Test("Phases and faults are drawn as the text has them, and not where it says nothing")
  func bands() {
    let page = Self.read(DrawnRun())
    let names = Set(page.withClass("fault").map(\.text))
    #expect(names.contains { $0.contains("embed: slowdown 4") })
    #expect(!page.withClass("phase").isEmpty)
    let silent = Self.read(DrawnRun(text: "extends: other.yaml"))
    #expect(silent.problem == nil)
    #expect(silent.withClass("fault").isEmpty)
    #expect(silent.withClass("phase").isEmpty)
  }

  @Test("Several runs stand one after another under a table of contents")
  func severalRuns() {
    let page = Self.read(DrawnRun(), DrawnRun(name: "second", verdict: .fail))
    #expect(page.problem == nil)
    #expect(page.named("h2").map(\.text) == ["drawn", "second"])
    #expect(page.withClass("chip").map(\.text) == ["pass", "fail"])
    let places = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(places).count == places.count)
  }

  @Test("Of many variants plots show some, tables all, and the page says which")
  func manyVariants() {
    let names = (1...100).map { "v\($0)" }
    let result = DrawnRun(controllers: names, points: 50).result
    let page = PageReader(HTMLReport(results: [result]).text)
    #expect(page.problem == nil)
    #expect(page.withClass("lead").contains { $0.text.contains("8 of 100 variants") })
    let rows = Set(page.named("th").map(\.text))
    for name in names { #expect(rows.contains(name)) }
    let load = page.elements.compactMap { $0.attributes["aria-label"] }.first {
      $0.hasPrefix("Jobs completed")
    }
    let ranked = result.variants.sorted {
      ($0.summary("latency.p99")?.mean ?? 0) < ($1.summary("latency.p99")?.mean ?? 0)
    }
    for shown in [result.variants[0], ranked[1], ranked[99]] {
      #expect(load?.contains("\(shown.name):") == true)
    }
  }

  @Test("A hundred variants of fifty replications make a page of under 5 MB")
  func size() {
    let run = DrawnRun(
      controllers: (1...100).map { "v\($0)" }, replications: 50, points: 400)
    #expect(Self.page(run).utf8.count < 5_000_000)
  }
}
