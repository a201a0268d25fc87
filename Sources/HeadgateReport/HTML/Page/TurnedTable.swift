/// A table with its rows as columns and its columns as rows.
struct TurnedTable {
  private let table: Table
  private let rows: [Table.Row]

  init(_ table: Table) {
    self.table = table
    rows = table.groups.flatMap(\.rows)
  }

  /// What stands under rows, with the row's name: columns have no such place.
  var notes: [String] {
    table.groups.flatMap { group in
      group.rows.compactMap { row in
        row.note.map { "\(row.cells.first?.text ?? ""): \($0)" }
      } + (group.note.map { [$0] } ?? [])
    }
  }

  func write(in element: inout Markup) {
    element.element("thead") { head in
      head.element("tr") { row in
        for name in names { row.element("th", ["scope": "col"], text: name) }
        for line in rows {
          let unit = table.leading > 1 ? line.cells[1].text : ""
          row.element(
            "th", ["scope": "col", "class": "number"],
            text: unit.isEmpty ? line.cells[0].text : "\(line.cells[0].text), \(unit)")
        }
      }
    }
    element.element("tbody") { body in
      for column in table.columns.indices.dropFirst(table.leading) {
        body.element("tr") { row in
          for (line, header) in headers(column).enumerated() {
            if line == 0 {
              row.element("th", ["scope": "row"], text: header)
            } else {
              row.element("td", text: header)
            }
          }
          for line in rows { HTMLTable.write(line.cells[column], in: &row) }
        }
      }
    }
  }

  /// Lines of a header that name something of their own; a line without a name goes on with the last.
  private var starts: [Int] {
    let names = table.columns.first?.headers ?? []
    let starts = names.indices.filter { !names[$0].isEmpty }
    return starts.isEmpty ? [0] : starts
  }

  private var names: [String] {
    let headers = table.columns.first?.headers ?? []
    return starts.map { $0 < headers.count ? headers[$0] : "" }
  }

  private func headers(_ column: Int) -> [String] {
    let lines = table.columns[column].headers
    return starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : lines.count
      guard starts[index] < end else { return "" }
      return lines[starts[index]..<end].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
