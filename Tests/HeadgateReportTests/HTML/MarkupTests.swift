import HeadgateReport
import Testing

struct MarkupTests {
  @Test("Text and attributes cannot become markup")
  func escaping() {
    var markup = Markup()
    markup.element("p", ["title": "\"><script>"], text: "<b> & 'c'")
    #expect(
      markup.text
        == "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &#39;c&#39;</p>")
  }

  @Test("A combining mark hides no special character")
  func combiningMarks() {
    #expect(Markup.escaped("\"\u{301} onclick='\u{301}") == "&quot;\u{301} onclick=&#39;\u{301}")
    #expect(Markup.escaped("<\u{338}") == "&lt;\u{338}")
  }

  @Test("What no document may hold is replaced")
  func controlCharacters() {
    #expect(Markup.escaped("a\u{0}\u{1B}b\tc\nd\u{FFFE}") == "a\u{FFFD}\u{FFFD}b\tc\nd\u{FFFD}")
  }
}
