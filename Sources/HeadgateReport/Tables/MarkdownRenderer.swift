/// Writes a document as GitHub-flavoured Markdown.
public struct MarkdownRenderer: Sendable {
  public init() {}

  /// The document as Markdown, ended by a newline.
  public func render(_ document: Document) -> String {
    document.parts.map(render).joined(separator: "\n\n") + "\n"
  }

  private func render(_ part: Document.Part) -> String {
    switch part {
    case .heading(let name, let detail):
      detail.isEmpty ? "## \(escaped(name))" : "## \(escaped(name))\n\n\(escaped(detail))"
    case .text(let text): escaped(text)
    case .alarm(let text), .verdict(let text, _): "**\(escaped(text))**"
    case .table(let table): render(table)
    }
  }

  private func render(_ table: Table) -> String {
    var lines = table.title.map { ["### \(escaped($0))", ""] } ?? []
    lines.append(row(table.columns.map { header($0) }))
    lines.append(row(table.columns.map { $0.alignment == .left ? ":--" : "--:" }))
    for group in table.groups {
      if let title = group.title {
        let rest = Array(repeating: "", count: table.columns.count - 1)
        lines.append(row(["**\(escaped(title))**"] + rest))
      }
      lines += group.rows.map { row($0.cells.map(cell)) }
    }
    let notes = table.groups.flatMap { group in
      group.rows.compactMap(\.note) + (group.note.map { [$0] } ?? [])
    }
    if !notes.isEmpty { lines += [""] + notes.map { "- \(escaped($0))" } }
    if let legend = table.legend { lines += ["", escaped(legend)] }
    return lines.joined(separator: "\n")
  }

  private func header(_ column: Table.Column) -> String {
    column.headers.filter { !$0.isEmpty }.map(escaped).joined(separator: "<br>")
  }

  private func cell(_ cell: Table.Cell) -> String {
    let figure = [cell.text, cell.aside].filter { !$0.isEmpty }.map(escaped)
      .joined(separator: " ")
    switch cell.mark {
    case .none: return figure
    case .best: return "**\(figure)**"
    case .held, .missed, .warned, .better, .worse, .same, .undecided:
      return "\(figure) \(escaped(cell.mark.rawValue))"
    }
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\|*_`<>~[]".contains(character) { escaped.append("\\") }
      escaped.append(character.isNewline ? " " : character)
    }
    return escaped
  }
}
