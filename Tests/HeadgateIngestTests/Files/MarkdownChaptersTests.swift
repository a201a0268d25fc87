import HeadgateCore
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("Markdown's chapters")
struct MarkdownChaptersTests {
  private func split(_ text: String, level: Int = 2) throws -> [String] {
    let folder = TemporaryFolder()
    try folder.write("book.md", text)
    var files = ChapterFiles([folder["book.md"]])
    files.markdown = .headings(upTo: level)
    return try files.map { try $0.get().text }
  }

  @Test(
    "begin where CommonMark has a heading of the level, and nowhere else",
    arguments: [
      ["# A\na\n", "## B\nb\n", "   # C #\nc\n"],
      ["Title\n=====\na\n", "Part\n---\nb\n"],
      ["# A\n\n#hashtag\n\n    # code\n\n~~~\n# code\n```\n~~~\n", "## B\nb"],
      ["# The Book\n\n## One\ntext\n", "## Two\ntext\n"],
      ["---\ntitle: x\n# no heading\n---\n# A\na\n", "# B\nb\n"],
      ["text\n\n---\n\nmore\n\n- item\n---\n> quote\n---\nend\n"],
      ["# A\r\na\r\n", "# B\r\nb\r\n"],
      ["####### seven\na\n", "#\tTab\nb\n", "#\nempty heading's text\n"],
    ])
  func headings(expected: [String]) throws {
    #expect(try split(expected.joined()) == expected)
  }

  @Test("together are the text")
  func wholeText() throws {
    var random = SplitMix64(seed: 3)
    let lines = [
      "# a", "## b", "### c", "text", "", "===", "---", "```", "~~~", "- item", "  # d", "> q",
    ]
    for _ in 0..<200 {
      let text = "x\n" + (0..<random.below(20)).map { _ in random.pick(lines) + "\n" }.joined()
      #expect(try split(text).joined() == text)
    }
  }
}
