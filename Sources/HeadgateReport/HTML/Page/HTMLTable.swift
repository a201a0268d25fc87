/// A table as HTML, in a box of its own that scrolls where the page is too narrow for it.
enum HTMLTable {
  /// - Parameter isTurned: columns become rows: for more of them than anyone scrolls through sideways.
  static func text(_ table: Table, isTurned: Bool = false) -> HTMLText {
    var markup = Markup()
    markup.element("div", ["class": isTurned ? "table tall" : "table"]) { box in
      box.element("table") { element in
        if let title = table.title { element.element("caption", text: title) }
        if isTurned {
          TurnedTable(table).write(in: &element)
        } else {
          writeHead(table, in: &element)
          element.element("tbody") { body in
            for group in table.groups {
              write(group, columns: table.columns, leading: table.leading, in: &body)
            }
          }
        }
      }
    }
    let notes = isTurned ? TurnedTable(table).notes : []
    for note in notes + (table.legend.map { [$0] } ?? []) {
      markup.element("p", ["class": "legend"], text: note)
    }
    return HTMLText(markup)
  }

  private static func writeHead(_ table: Table, in markup: inout Markup) {
    let lines = (0..<(table.columns.map(\.headers.count).max() ?? 0)).filter { line in
      table.columns.contains { line < $0.headers.count && !$0.headers[line].isEmpty }
    }
    guard !lines.isEmpty else { return }
    markup.element("thead") { head in
      for line in lines {
        head.element("tr") { row in
          for column in table.columns {
            let isNumber = column.alignment == .right
            row.element(
              "th", ["scope": "col", "class": isNumber ? "number" : "name"],
              text: line < column.headers.count ? column.headers[line] : "")
          }
        }
      }
    }
  }

  private static func write(
    _ group: Table.Group, columns: [Table.Column], leading: Int, in body: inout Markup
  ) {
    if let title = group.title {
      body.element("tr", ["class": "group"]) {
        $0.element("th", ["colspan": "\(columns.count)", "scope": "rowgroup"], text: title)
      }
    }
    for row in group.rows {
      body.element("tr") { element in
        for (position, cell) in row.cells.enumerated() {
          if position == 0 {
            element.element("th", ["scope": "row"], text: cell.text)
          } else {
            let isNumber = columns[position].alignment == .right
            write(
              cell, kind: isNumber ? "number" : position < leading ? "unit" : "word", in: &element)
          }
        }
      }
      if let note = row.note { write(note, span: columns.count, in: &body) }
    }
    if let note = group.note { write(note, span: columns.count, in: &body) }
  }

  private static func write(_ note: String, span: Int, in body: inout Markup) {
    body.element("tr", ["class": "note"]) {
      $0.element("td", ["colspan": "\(span)"], text: note)
    }
  }

  static func write(_ cell: Table.Cell, kind: String = "number", in row: inout Markup) {
    row.element("td", ["class": kind]) { element in
      if cell.mark == .best {
        element.element("b", ["class": "best", "title": "best"], text: cell.text)
      } else {
        element.write(cell.text)
      }
      if !cell.aside.isEmpty {
        element.element("span", ["class": "aside"], text: cell.aside)
      }
      if cell.mark != .none && cell.mark != .best {
        element.element(
          "span", ["class": "mark \(cell.mark.word)", "title": cell.mark.word],
          text: cell.mark.rawValue)
      }
    }
  }
}

extension Mark {
  /// What it means, in a word.
  var word: String {
    switch self {
    case .none: "none"
    case .best: "best"
    case .held: "held"
    case .missed: "missed"
    case .warned: "warned"
    case .better: "better"
    case .worse: "worse"
    case .same: "same"
    case .undecided: "undecided"
    }
  }
}
