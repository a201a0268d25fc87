import HeadgateModel
import HeadgateReport
import Testing

struct ComparisonPageTests {
  private static func metric(
    _ name: String, _ outcome: ComparisonOutcome, needed: Int? = nil
  ) -> MetricComparison {
    MetricComparison(
      name: name, unit: .seconds, better: .lower, baselineValues: [0.2, 0.21, 0.22],
      candidateValues: [0.25, 0.24, 0.27], baselineMean: 0.21, candidateMean: 0.2533,
      isRatio: true, estimate: 0.206, low: 0.1, high: 0.31, pValue: 0.012, adjustedPValue: 0.02,
      margin: 0.02, outcome: outcome, replicationsNeeded: needed)
  }

  private static func comparison(
    basis: ComparisonBasis = .paired, label: String = "main"
  ) -> RunComparison {
    let result = DrawnRun().result
    let decision = Decision(
      time: 41_000_000_000, subject: "controller", from: "1.0", to: "0.5",
      reason: "ratio 0.93 > 0.8"
    )
    let variant = VariantComparison(
      identity: VariantIdentity(name: "controller=balanced", mode: .sim), basis: basis,
      baselineCount: 3, candidateCount: 3, identicalPairs: basis == .identical ? 3 : 0,
      metrics: basis == .identical
        ? [] : [metric("latency.mean", .worse), metric("latency.p99", .inconclusive, needed: 40)],
      parts: basis == .identical
        ? []
        : [
          TimePartShift(name: "queue", baseline: 0.1, candidate: 0.14),
          TimePartShift(name: "service", baseline: 0.11, candidate: 0.11),
          TimePartShift(name: "embed.wait", baseline: 0.02, candidate: 0.03),
        ],
      divergences: basis == .identical
        ? []
        : [
          SeriesDivergence(
            line: "queue.depth", replication: 0, first: 40_000_000_000,
            most: 50_000_000_000..<60_000_000_000, baseline: 3, candidate: 9)
        ],
      firstDecision: basis == .identical
        ? nil
        : DecisionDivergence(replication: 1, shared: 4, baseline: decision, candidate: nil))
    return RunComparison(
      baseline: ComparedRun(result, label: label), candidate: ComparedRun(result, label: "branch"),
      caveats: basis == .unpaired ? [.differentSeed, .unblocked] : [], variants: [variant],
      baselineOnly: [VariantIdentity(name: "controller=none", mode: .sim)], candidateOnly: [])
  }

  private static func read(_ comparison: RunComparison) -> PageReader {
    PageReader(HTMLReport(results: [], comparisons: [comparison]).text)
  }

  @Test("A comparison shows deltas with intervals, pairs, where the latency moved, and when")
  func paired() {
    let page = Self.read(Self.comparison())
    #expect(page.problem == nil)
    #expect(page.named("h1").map(\.text) == ["branch against main"])
    #expect(
      page.withClass("verdict").first?.text.contains("1 worse, 0 better, 1 undecided") == true)
    let cells = page.named("td").map(\.text)
    #expect(cells.contains("+20.6%"))
    #expect(cells.contains("+10.0% to +31.0%"))
    #expect(cells.contains("0.020"))
    #expect(cells.contains("undecided: about 40 replications would tell"))
    #expect(page.withClass("pair").count == 6)
    #expect(page.withClass("part-name").contains { $0.text.hasPrefix("queue") })
    #expect(page.named("caption").contains { $0.text.hasPrefix("When they part") })
    let lead = page.withClass("lead").first?.text ?? ""
    #expect(lead.contains("after 4 shared ones of replication 1"))
    #expect(lead.contains("branch decides nothing more"))
    #expect(page.withClass("facts").contains { $0.text.contains("Only main has controller=none") })
  }

  @Test("Identical traces leave nothing to compare, and are said to be so")
  func identical() {
    let page = Self.read(Self.comparison(basis: .identical))
    #expect(page.problem == nil)
    #expect(page.withClass("verdict").first?.text.hasPrefix("identical") == true)
    #expect(page.named("table").isEmpty)
    #expect(page.named("figure").isEmpty)
  }

  @Test("What makes two runs less comparable stands above their figures; nothing is paired")
  func unpaired() throws {
    let page = Self.read(Self.comparison(basis: .unpaired))
    #expect(page.problem == nil)
    #expect(page.withClass("dots").isEmpty)
    let caveat = try #require(page.elements.firstIndex { $0.text.hasPrefix("The seeds differ") })
    let table = try #require(page.elements.firstIndex { $0.name == "table" })
    #expect(caveat < table)
  }

  @Test("A comparison and its runs are one page, the comparison first")
  func withRuns() {
    let page = PageReader(
      HTMLReport(
        results: [DrawnRun().result], comparisons: [Self.comparison(label: "<script>")]
      ).text)
    #expect(page.problem == nil)
    #expect(page.named("script").count == 1)
    #expect(page.named("h2").map(\.text) == ["branch against <script>", "drawn"])
    #expect(page.withClass("chip").map(\.text) == ["worse", "pass"])
  }
}
