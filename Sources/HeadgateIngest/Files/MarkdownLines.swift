/// The lines of a Markdown text, with what they are for its headings.
struct MarkdownLines {
  struct Line {
    /// The level of the heading that the line is, or ends.
    var headingLevel: Int?
    /// Where that heading begins.
    var headingStart: String.Index
    var isBlank: Bool
    /// Whether the next line makes it a heading.
    var isUnderlined: Bool
  }

  private let text: String
  private var at: String.Index
  private var fence: (mark: Character, length: Int)?
  private var isFrontMatter = false
  /// The start of the line before, if it is one of a paragraph.
  private var paragraph: String.Index?

  init(_ text: String) {
    self.text = text
    at = text.startIndex
    let first = Self.lineRange(text, at)
    isFrontMatter =
      Self.trimmed(text[first]) == "---"
      && text[first.upperBound...].split(whereSeparator: \.isNewline).contains("---")
  }

  mutating func next() -> Line? {
    guard at < text.endIndex else { return nil }
    let range = Self.lineRange(text, at)
    let isFirst = at == text.startIndex
    at = range.upperBound
    let content = Self.trimmed(text[range])
    var line = Line(
      headingLevel: nil, headingStart: range.lowerBound, isBlank: content.isEmpty,
      isUnderlined: false)
    defer { paragraph = Self.isParagraph(content, line) && fence == nil ? range.lowerBound : nil }
    if isFrontMatter {
      if !isFirst, content == "---" { isFrontMatter = false }
      line.isBlank = true
      return line
    }
    let indent = text[range].prefix { $0 == " " }.count
    if indent < 4, passFence(content) || fence != nil { return line }
    guard fence == nil, indent < 4 else { return line }
    if let paragraph, let level = Self.underline(content) {
      line.headingLevel = level
      line.headingStart = paragraph
    } else {
      line.headingLevel = Self.marked(content)
      line.isUnderlined = line.headingLevel == nil && isFollowedByUnderline(content)
    }
    return line
  }

  /// Opens or closes fenced code; `true` for its two lines.
  private mutating func passFence(_ content: Substring) -> Bool {
    guard let mark = content.first, mark == "`" || mark == "~" else { return false }
    let length = content.prefix { $0 == mark }.count
    guard length >= 3 else { return false }
    let rest = content.dropFirst(length)
    if let fence {
      guard mark == fence.mark, length >= fence.length, rest.isEmpty else { return false }
      self.fence = nil
      return true
    }
    guard mark == "~" || !rest.contains("`") else { return false }
    fence = (mark, length)
    return true
  }

  private func isFollowedByUnderline(_ content: Substring) -> Bool {
    guard !content.isEmpty, at < text.endIndex else { return false }
    let following = text[Self.lineRange(text, at)]
    return following.prefix { $0 == " " }.count < 4
      && Self.underline(Self.trimmed(following)) != nil
  }

  /// The level of a heading with marks before it.
  private static func marked(_ content: Substring) -> Int? {
    let level = content.prefix { $0 == "#" }.count
    guard 1...6 ~= level else { return nil }
    let rest = content.dropFirst(level)
    return rest.isEmpty || rest.first == " " || rest.first == "\t" ? level : nil
  }

  /// The level that a line gives the paragraph before it.
  private static func underline(_ content: Substring) -> Int? {
    guard let mark = content.first, mark == "=" || mark == "-",
      content.allSatisfy({ $0 == mark })
    else { return nil }
    return mark == "=" ? 1 : 2
  }

  private static func isParagraph(_ content: Substring, _ line: Line) -> Bool {
    guard let first = content.first, line.headingLevel == nil, !line.isBlank else { return false }
    let isItem = "-+*".contains(first) && content.dropFirst().first?.isWhitespace != false
    return first != ">" && !isItem && underline(content) == nil
  }

  private static func lineRange(_ text: String, _ start: String.Index) -> Range<String.Index> {
    let end = text[start...].firstIndex(where: \.isNewline)
    return start..<(end.map { text.index(after: $0) } ?? text.endIndex)
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop(while: \.isWhitespace)
    while line.last?.isWhitespace == true { line.removeLast() }
    return line
  }
}
