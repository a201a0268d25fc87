import HeadgateCore
import HeadgateTestSupport

/// Texts of words, marks and the clusters that are easily torn.
enum RandomText {
  private static let parts = [
    "a", "b", "Z", "word", "Mr", "e.g", "3.14", "\u{4F60}\u{597D}", "\u{3002}", "\u{FF01}", ".",
    "!", "?", "\u{2026}", "\"", "\u{201C}", "\u{201D}", "(", ")", " ", " ", " ", "\n", "\r\n",
    "\r", "\n\n", "\u{2029}", "\u{3000}", "e\u{301}", "\u{301}", "\u{200D}", "\u{1F1EB}", "\u{0}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F1E9}\u{1F1EA}", "\u{1F44D}\u{1F3FD}",
    "\u{1112}\u{1161}\u{11AB}", "\u{0915}\u{094D}\u{0937}", "\u{FE0F}",
  ]

  static func make(_ random: inout SplitMix64, parts count: Int) -> String {
    (0..<count).map { _ in random.pick(parts) }.joined()
  }
}
