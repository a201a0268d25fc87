import Foundation
import HeadgateModel
import HeadgateReport
import HeadgateTestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a gate prints, and what it hands to CI services.
struct GateReportTests {
  private let golden = Golden()

  @Test(
    "A gate's report shows what was demanded, what moved and the verdict",
    arguments: ["failing", "primary", "hostile"])
  func report(name: String) {
    let gate = Self.gate(name)
    golden.expect(TextRenderer().render(GateReport(gate).document), in: "gate/\(name).txt")
    golden.expect(MarkdownRenderer().render(GateReport(gate).document), in: "gate/\(name).md")
  }

  @Test("JUnit XML has a suite a variant, a case a check, and is well formed whatever names say")
  func junit() throws {
    let text = JUnitReport([SampleGate.failing, SampleGate.primary, SampleGate.hostile]).text
    golden.expect(text, in: "gate/junit.xml")
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    #expect(counter.counts["testsuite"] == 5)
    #expect(counter.counts["failure"] == counter.sum(of: "failures", in: "testsuite"))
    #expect(counter.counts["error"] == counter.sum(of: "errors", in: "testsuite"))
    #expect(counter.counts["testcase"] == counter.sum(of: "tests", in: "testsuite"))
    #expect(counter.sum(of: "tests", in: "testsuites") == counter.counts["testcase"])
  }

  @Test("An interrupted gate is no green suite")
  func interruptedJUnit() {
    var gate = SampleGate.failing
    gate.run.variants = []
    gate.verdict = .interrupted
    #expect(JUnitReport([gate]).text.contains("errors=\"1\""))
  }

  @Test("GitHub gets one annotation a line of the scenario, however many variants miss it")
  func annotations() {
    golden.expect(
      GitHubAnnotations([SampleGate.failing, SampleGate.primary, SampleGate.hostile]).text,
      in: "gate/annotations.txt")
  }

  @Test("More annotations than GitHub shows are told as a number")
  func cappedAnnotations() {
    var run = SampleRun()
    for line in 1...25 {
      run.demand(
        "latency.p99 < \(line)ms", "latency.p99", .less, Double(line) / 1000, line: line,
        severity: line > 20 ? .warn : .error,
        observed: [(1, false), (1, false), (1, false)])
    }
    let gate = GateResult(run: run.result, verdict: .fail)
    let lines = GitHubAnnotations([gate]).text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning") } == 5)
    #expect(lines[9].contains("title=11 more"))
  }

  @Test("GitHub's summary begins with every verdict, and stays within what GitHub takes")
  func summary() {
    golden.expect(
      GitHubSummary([SampleGate.failing, SampleGate.primary]).text, in: "gate/summary.md")
    let long = GitHubSummary(Array(repeating: SampleGate.failing, count: 1000)).text
    #expect(long.utf8.count < 1_048_576)
    #expect(long.contains("reports left out"))
    #expect(long.components(separatedBy: "- ❌ **congestion**").count == 1001)
  }

  @Test("Figures for trend charts are JSON of metrics of which less is better")
  func benchmark() throws {
    let text = BenchmarkJSON([SampleGate.failing.run, SampleGate.hostile.run]).text
    golden.expect(text, in: "gate/benchmark.json")
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(entries.allSatisfy { $0["name"] is String && $0["value"] is Double })
    #expect(Set(entries.compactMap { $0["name"] as? String }).count == entries.count)
  }

  private static func gate(_ name: String) -> GateResult {
    switch name {
    case "failing": SampleGate.failing
    case "primary": SampleGate.primary
    default: SampleGate.hostile
    }
  }
}

/// Counts elements, and adds up their attributes.
private final class ElementCounter: NSObject, XMLParserDelegate {
  private(set) var counts: [String: Int] = [:]
  private var attributes: [String: [[String: String]]] = [:]

  func sum(of attribute: String, in element: String) -> Int {
    (attributes[element] ?? []).reduce(0) { $0 + (Int($1[attribute] ?? "") ?? 0) }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes values: [String: String]
  ) {
    counts[element, default: 0] += 1
    attributes[element, default: []].append(values)
  }
}
