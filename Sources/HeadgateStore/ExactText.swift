/// Text that is equal only byte by byte: `String` takes different bytes of the same canonical form
/// for equal, which SQLite and JSON do not.
struct ExactText: Hashable {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    guard left.text == right.text else { return false }
    return left.text.utf8.count == right.text.utf8.count
      && zip(left.text.utf8, right.text.utf8).allSatisfy(==)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}
