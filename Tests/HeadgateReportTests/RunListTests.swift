import HeadgateReport
import HeadgateTestSupport
import Testing

struct RunListTests {
  private let golden = Golden()

  @Test("A list of runs is one line a run, numbers to the right")
  func list() {
    let entries = [
      RunListEntry(
        id: 12, startedAt: "2026-01-02T10:00:00Z", scenario: "congestion", variants: 3,
        replications: 10, mode: "sim", verdict: "pass", wallSeconds: 1.24),
      RunListEntry(
        id: 9, startedAt: "2026-01-01T09:30:00Z", scenario: "soak", variants: 12,
        replications: 1, mode: "sim", verdict: "interrupted", wallSeconds: 734),
    ]
    golden.expect(TextRenderer().render(RunListTable(entries).document), in: "list.txt")
  }

  @Test("An empty store says how to fill it")
  func emptyList() {
    golden.expect(TextRenderer().render(RunListTable([]).document), in: "list-empty.txt")
  }
}
