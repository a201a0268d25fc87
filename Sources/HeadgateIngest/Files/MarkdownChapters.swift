/// Cuts Markdown into chapters at its headings (CommonMark 0.31.2, sections 4.2 and 4.3).
///
/// Headings in fenced code are none. A front matter between lines of `---` belongs to the first
/// chapter. A heading without a text of its own, as that of a whole book, begins the next chapter.
/// The chapters together are the text.
enum MarkdownChapters {
  /// The chapters, cut at headings of at most `level`.
  static func split(_ text: String, level: Int) -> [String] {
    var chapters: [String] = []
    var start = text.startIndex
    var hasBody = false
    var lines = MarkdownLines(text)
    while let line = lines.next() {
      if let heading = line.headingLevel, heading <= level {
        if hasBody {
          chapters.append(String(text[start..<line.headingStart]))
          start = line.headingStart
        }
        hasBody = false
      } else if !line.isBlank, !line.isUnderlined {
        hasBody = true
      }
    }
    if start < text.endIndex { chapters.append(String(text[start...])) }
    return chapters
  }
}
