/// Lays one table out for a terminal: columns go side by side as long as they fit, then the table
/// goes on below with its naming columns repeated; notes stand in the first part.
struct TextTable {
  /// Widths of a column's three parts over all rows.
  private struct Widths {
    var text = 0
    var aside = 0
    var mark = 0
    var header = 0

    var figure: Int { text + (aside > 0 ? 1 + aside : 0) + (mark > 0 ? 1 + mark : 0) }
    var total: Int { max(figure, header) }
  }

  private static let gap = "  "

  private let table: Table
  private let width: Int
  private let style: TextStyle
  private let widths: [Widths]

  init(_ table: Table, width: Int, style: TextStyle) {
    let table = Self.indented(table)
    self.table = table
    self.width = width
    self.style = style
    let rows = table.groups.flatMap(\.rows)
    // Longer names take a line of their own.
    let longestName = table.leading > 1 ? min(36, width * 2 / 5) : .max
    widths = table.columns.indices.map { column in
      var widths = Widths()
      widths.header = table.columns[column].headers.map(\.count).max() ?? 0
      for cell in rows.map({ $0.cells[column] }) {
        if column == 0 && cell.text.count > longestName { continue }
        widths.text = max(widths.text, cell.text.count)
        widths.aside = max(widths.aside, cell.aside.count)
        widths.mark = max(widths.mark, cell.mark == .none ? 0 : 1)
      }
      return widths
    }
  }

  /// The table with the rows of titled groups set in.
  private static func indented(_ table: Table) -> Table {
    var table = table
    for group in table.groups.indices where table.groups[group].title != nil {
      for row in table.groups[group].rows.indices {
        table.groups[group].rows[row].cells[0].text =
          "  " + table.groups[group].rows[row].cells[0].text
      }
    }
    return table
  }

  func lines() -> [String] {
    var lines = TextWrapping.wrap(table.title ?? "", width: width).map { style.paint($0, .bold) }
    for (number, block) in blocks().enumerated() {
      if number > 0 { lines.append("") }
      lines += headerLines(block)
      for group in table.groups { lines += groupLines(group, block, hasNotes: number == 0) }
    }
    if let legend = table.legend {
      lines += TextWrapping.wrap(legend, width: width).map { style.paint($0, .dim) }
    }
    return lines
  }

  /// The figure columns of each block, at least one: as few blocks as fit, of about equal size.
  private func blocks() -> [Range<Int>] {
    let count = table.columns.count - table.leading
    guard count > 0 else { return [table.leading..<table.leading] }
    for number in 1..<count {
      let size = (count + number - 1) / number
      let blocks = stride(from: table.leading, to: table.columns.count, by: size).map {
        $0..<min($0 + size, table.columns.count)
      }
      if blocks.allSatisfy(fits) { return blocks }
    }
    return (table.leading..<table.columns.count).map { $0..<$0 + 1 }
  }

  private func fits(_ block: Range<Int>) -> Bool {
    let columns = columns(block)
    return columns.reduce(0) { $0 + widths[$1].total } + Self.gap.count * (columns.count - 1)
      <= width
  }

  private func headerLines(_ block: Range<Int>) -> [String] {
    let count = table.columns.map(\.headers.count).max() ?? 0
    return (0..<count).map { line in
      let cells = columns(block).map { column in
        let header = table.columns[column]
        return TextWrapping.pad(
          header.headers[line], to: widths[column].total, header.alignment)
      }
      return style.paint(TextWrapping.trimEnd(cells.joined(separator: Self.gap)), .bold)
    }.filter { !$0.isEmpty }
  }

  private func groupLines(
    _ group: Table.Group, _ block: Range<Int>, hasNotes: Bool
  ) -> [String] {
    var lines = group.title.map { [style.paint($0, .bold)] } ?? []
    for row in group.rows { lines += rowLines(row, block, hasNotes: hasNotes) }
    if hasNotes, let note = group.note {
      let indent = group.title == nil ? 0 : 2
      lines += TextWrapping.wrap(note, width: width, indent: indent)
        .map { style.paint($0, .dim) }
    }
    return lines
  }

  private func rowLines(_ row: Table.Row, _ block: Range<Int>, hasNotes: Bool) -> [String] {
    var lines: [String] = []
    var cells = columns(block).map { drawn(row.cells[$0], column: $0) }
    if row.cells[0].text.count > widths[0].total {
      lines.append(row.cells[0].text)
      cells[0] = String(repeating: " ", count: widths[0].total)
    }
    lines.append(TextWrapping.trimEnd(cells.joined(separator: Self.gap)))
    if hasNotes, let note = row.note {
      lines += TextWrapping.wrap(note, width: width, indent: 4)
        .map { style.paint($0, .yellow) }
    }
    return lines
  }

  private func columns(_ block: Range<Int>) -> [Int] {
    Array(0..<table.leading) + Array(block)
  }

  private func drawn(_ cell: Table.Cell, column: Int) -> String {
    let widths = widths[column]
    let alignment = table.columns[column].alignment
    var figure = TextWrapping.pad(cell.text, to: widths.text, alignment)
    if widths.aside > 0 { figure += " " + TextWrapping.pad(cell.aside, to: widths.aside, .right) }
    let space = String(repeating: " ", count: max(0, widths.total - widths.figure))
    let colour = cell.mark.colour
    var text = style.paint(figure, cell.mark == .best ? colour : nil)
    if widths.mark > 0 { text += " " + style.paint(cell.mark.rawValue, colour) }
    return alignment == .left ? text + space : space + text
  }
}
