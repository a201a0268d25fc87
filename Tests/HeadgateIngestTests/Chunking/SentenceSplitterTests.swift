import HeadgateIngest
import Testing

@Suite("Sentence splitter")
struct SentenceSplitterTests {
  @Test(
    "sentences end where a reader of the script would say so",
    arguments: [
      ["He came. ", "She left! ", "Why? ", "So\u{2026} ", "End"],
      ["Dr. Watson met Mr. Holmes. ", "They left."],
      ["It cost 3.14 pounds. ", "See example.org. ", "Then go."],
      ["He saw, e.g. a cat, i.e. Tom, at 5 p.m. sharp. ", "It ran."],
      ["J. R. R. Tolkien wrote it. ", "We read it."],
      ["See No. 5 and fig. 3 there. ", "No. ", "Never."],
      ["1. First item. ", "2. Second item."],
      [
        "\"Stop!\" he said. ", "\"Why?\" ", "\"Go.\" ", "(He went.) ", "\u{201C}So?\u{201D} ",
        "Yes.",
      ],
      ["Wait... what?! ", "Really?? ", "Yes."],
      ["\u{4F60}\u{597D}\u{3002}", "\u{518D}\u{89C1}\u{FF01}", "\u{597D}"],
      ["\u{300C}\u{597D}\u{FF01}\u{300D}\u{4ED6}\u{8BF4}\u{3002}", "\u{597D}\u{3002}"],
      ["A title\n\n", "A wrapped\nline goes on. ", "Next.\r\n\r\n", "Last"],
      ["\u{915}\u{916}\u{964} ", "\u{917}\u{964}"],
      ["\u{C9}t\u{E9} fini. ", "\u{C0} bient\u{F4}t. \u{E9}t\u{E9}."],
    ])
  func sentences(expected: [String]) {
    let text = expected.joined()
    #expect(SentenceSplitter().sentences(of: text).map { String(text[$0.range]) } == expected)
  }

  @Test("a space that carries an accent stays whole")
  func accentedSpace() {
    let text = "One. \u{301}Two."
    let sentences = SentenceSplitter().sentences(of: text).map { String(text[$0.range]) }
    #expect(sentences == ["One. \u{301}", "Two."])
  }

  @Test("the count of characters is that of the sentence's own text")
  func characterCounts() {
    let text = "Caf\u{65}\u{301} \u{1F1E9}\u{1F1EA}.\r\n\r\nNext."
    for sentence in SentenceSplitter().sentences(of: text) {
      #expect(sentence.characters == text[sentence.range].count)
    }
  }
}
