import HeadgateModel
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("wrokers", "workers"), ("Workers", "workers"), ("worker", "workers"), ("wokrer", "workers"),
    ("buffre", "buffer"), ("batc", "batch"),
  ])
  func `a word that is nearly another is taken for it`(_ word: String, _ meant: String) {
    #expect(Spelling.nearest(word, among: ["batch", "buffer", "workers"]) == meant)
  }

  @Test(arguments: ["", "x", "zzzz", "embedding", String(repeating: "w", count: 65)])
  func `a word that is like none is taken for none`(_ word: String) {
    #expect(Spelling.nearest(word, among: ["batch", "buffer", "workers"]) == nil)
  }

  @Test func `of equally near words the first is taken`() {
    #expect(Spelling.nearest("p98", among: ["p99", "p95"]) == "p99")
  }

  @Test func `a hint lists all words where none is near`() {
    #expect(Spelling.hint(for: "zz", among: ["a", "b"], called: "valid") == "valid: a, b")
    #expect(Spelling.hint(for: "zz", among: [], called: "valid") == nil)
  }
}
