/// Text that has to fit.
enum ShortText {
  /// At most `count` characters, with an ellipsis where some are left out.
  static func cut(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(max(count - 1, 0)) + "…"
  }
}
