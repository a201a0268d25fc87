import HeadgateModel
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*", "a.md", true), ("*.md", "a.md", true), ("*.md", "a.mdx", false), ("?.md", "a.md", true),
    ("?.md", ".md", false), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXc", false), ("", "", true),
    ("**a", "ba", true), ("é?", "éé", true),
  ])
  func `a pattern matches a name or does not`(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(
      Glob.matches(Array(pattern.unicodeScalars), Array(name.unicodeScalars)) == matches)
  }

  @Test func `a pattern of many stars takes no longer than the product of the lengths`() {
    let pattern = Array((String(repeating: "*a", count: 50) + "b").unicodeScalars)
    let name = Array(String(repeating: "a", count: 2000).unicodeScalars)
    #expect(!Glob.matches(pattern, name))
  }
}
