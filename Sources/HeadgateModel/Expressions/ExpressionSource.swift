/// An expression's text, and where its characters stand in the file.
struct ExpressionSource {
  let text: String
  private let start: SourceLocation
  /// Whether columns in the text are columns in the file.
  private let isOneLine: Bool

  /// `nil` where the node is no expression but a mapping with one.
  ///
  /// YAML reads an unquoted `latency.p99{priority: 10} < 800ms` as a mapping with the key
  /// `latency.p99{priority`; the text is put together again.
  init?(_ node: Node) {
    switch node.content {
    case .scalar(let text, let style):
      self.text = text
      isOneLine = style != .block
      start = SourceLocation(
        file: node.location.file, line: node.location.line,
        column: node.location.column + (style == .quoted ? 1 : 0))
    case .mapping(let entries):
      guard entries.count == 1, entries[0].key.contains("{"), let value = entries[0].value.scalar
      else { return nil }
      let (key, place) = (entries[0].key, entries[0].keyLocation)
      let gap = entries[0].value.location.column - place.column - key.unicodeScalars.count - 1
      let spaces = String(repeating: " ", count: (1...64).contains(gap) ? gap : 1)
      text = key + ":" + spaces + value
      isOneLine = true
      start = place
    case .list: return nil
    }
  }

  /// The place of the character that `offset` others precede.
  func location(_ offset: Int) -> SourceLocation {
    SourceLocation(
      file: start.file, line: start.line, column: start.column + (isOneLine ? offset : 0))
  }
}
