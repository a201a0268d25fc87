import Foundation
import HeadgateModel
import Testing

struct JSONStringTests {
  @Test(
    "Any text is quoted so that it reads back as it was",
    arguments: [
      "", "embed", "a\"b\\c", "line\nand\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "λ ✓ 𝄞", "\r\n",
    ])
  func roundTrip(text: String) throws {
    let json = Data("[\(JSONString.quoted(text))]".utf8)
    #expect(try JSONSerialization.jsonObject(with: json) as? [String] == [text])
  }
}
