/// Draws a document for a terminal.
public struct TextRenderer: Sendable {
  /// The most columns of a line, where a table's narrowest form allows it.
  public var width: Int
  public var style: TextStyle

  public static let defaultWidth = 100

  public init(width: Int = TextRenderer.defaultWidth, style: TextStyle = .plain) {
    self.width = width
    self.style = style
  }

  /// The document as lines, each ended by a newline; parts stand apart by an empty line.
  public func render(_ document: Document) -> String {
    var blocks: [[String]] = []
    var previousIsProse = false
    for part in document.parts {
      let isProse = if case .table = part { false } else { true }
      let lines = render(part)
      if isProse && previousIsProse, !startsApart(part) {
        blocks[blocks.count - 1] += lines
      } else {
        blocks.append(lines)
      }
      previousIsProse = isProse
    }
    return blocks.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private func startsApart(_ part: Document.Part) -> Bool {
    switch part {
    case .heading, .verdict: true
    case .text, .alarm, .table: false
    }
  }

  private func render(_ part: Document.Part) -> [String] {
    switch part {
    case .heading(let name, let detail):
      let lines = TextWrapping.wrap(detail.isEmpty ? name : "\(name): \(detail)", width: width)
      guard let first = lines.first, first.hasPrefix(name) else { return lines }
      return [style.paint(name, .bold) + first.dropFirst(name.count)] + lines.dropFirst()
    case .text(let text):
      return TextWrapping.wrap(text, width: width).map { style.paint($0, .dim) }
    case .alarm(let text):
      return TextWrapping.wrap(text, width: width).map { style.paint($0, .alarm) }
    case .verdict(let text, let isGood):
      return TextWrapping.wrap(text, width: width)
        .map { style.paint($0, isGood ? .green : .alarm) }
    case .table(let table):
      return TextTable(table, width: width, style: style).lines()
    }
  }
}
