/// The values of a line of CSV, in quotes or without (RFC 4180); a value holds no line break.
struct CSVFields {
  private let line: RecordedValues.Line
  private let scalars: [Unicode.Scalar]
  private var at = 0

  init(_ line: RecordedValues.Line) {
    self.line = line
    scalars = Array(line.text.unicodeScalars)
  }

  func all() throws(ScenarioProblem) -> [RecordedValues.Field] {
    var reader = self
    var fields: [RecordedValues.Field] = []
    repeat { fields.append(try reader.field()) } while reader.take(",")
    return fields
  }

  private mutating func field() throws(ScenarioProblem) -> RecordedValues.Field {
    skipSpace()
    let column = at + 1
    let text = take("\"") ? try quoted(from: column) : plain()
    return RecordedValues.Field(text: text, column: column)
  }

  private mutating func plain() -> String {
    var text = String.UnicodeScalarView()
    while at < scalars.count, scalars[at] != "," {
      text.append(scalars[at])
      at += 1
    }
    return String(Substring(String(text)).trimmed)
  }

  private mutating func quoted(from column: Int) throws(ScenarioProblem) -> String {
    var text = String.UnicodeScalarView()
    while at < scalars.count {
      let scalar = scalars[at]
      at += 1
      if scalar != "\"" {
        text.append(scalar)
      } else if take("\"") {
        text.append(scalar)
      } else {
        skipSpace()
        guard at == scalars.count || scalars[at] == "," else {
          throw line.problem(
            "something follows a text in quotes", column: at + 1,
            hint: "write a quote within quotes twice")
        }
        return String(text)
      }
    }
    throw line.problem(
      "a text in quotes does not end", column: column, hint: "close it on the same line")
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard at < scalars.count, scalars[at] == scalar else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < scalars.count, [" ", "\t", "\r"].contains(scalars[at]) { at += 1 }
  }
}
