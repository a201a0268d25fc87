/// One line of a trace: named values with their places.
struct TraceRecord {
  struct Value {
    var text: String
    /// Counted from 1.
    var column: Int
    /// Whether it stands in quotes, or in a CSV, where all may.
    var isText: Bool
  }

  var file: String
  var line: Int
  var values: [String: Value]

  func problem(_ message: String, column: Int = 1, hint: String? = nil) -> ScenarioProblem {
    ScenarioProblem(
      location: SourceLocation(file: file, line: line, column: column), message: message, hint: hint
    )
  }

  /// A value that is there, and not empty.
  subscript(name: String) -> Value? {
    guard let value = values[name], !value.text.isEmpty else { return nil }
    return value
  }

  func required(_ name: String) throws(ScenarioProblem) -> Value {
    guard let value = self[name] else {
      throw problem("\"\(name)\" is missing", hint: TraceColumns.hint)
    }
    return value
  }
}

/// The columns of traces from elsewhere.
enum TraceColumns {
  static let required = ["job", "stage", "started", "ended"]
  static let optional = ["queued", "batch", "worker", "size", "outcome", "attempt", "priority"]
  static let hint =
    "a trace has " + required.joined(separator: ", ") + ", and may have "
    + optional.joined(separator: ", ")
}

/// Reads an object of plain values, as a line of JSON holds one.
struct FlatJSONReader {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private let line: Int
  private var at = 0

  init(_ text: Substring, file: String, line: Int) {
    scalars = Array(text.unicodeScalars)
    self.file = file
    self.line = line
  }

  mutating func record() throws(ScenarioProblem) -> TraceRecord {
    var record = TraceRecord(file: file, line: line, values: [:])
    skipSpace()
    try expect("{")
    skipSpace()
    if peek != "}" {
      repeat {
        skipSpace()
        let column = at + 1
        let name = try string()
        guard record.values[name] == nil else {
          throw problem("\"\(name)\" is there twice", column: column)
        }
        skipSpace()
        try expect(":")
        skipSpace()
        record.values[name] = try value()
        skipSpace()
      } while take(",")
    }
    try expect("}")
    skipSpace()
    guard at == scalars.count else { throw problem("there is something after the object") }
    return record
  }

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(ScenarioProblem) {
    guard take(scalar) else {
      throw problem(
        "no JSON object: \"\(scalar)\" was expected",
        hint: "each line of JSON is one object, {\"job\": \"17\", \"stage\": \"embed\", …}")
    }
  }

  private mutating func skipSpace() {
    while let scalar = peek, scalar == " " || scalar == "\t" || scalar == "\r" { at += 1 }
  }

  private mutating func value() throws(ScenarioProblem) -> TraceRecord.Value {
    let column = at + 1
    if peek == "\"" {
      return TraceRecord.Value(text: try string(), column: column, isText: true)
    }
    guard peek != "{", peek != "[" else {
      throw problem("a value of a trace is a number or a text", column: column)
    }
    var text = String.UnicodeScalarView()
    while let scalar = peek, !",} \t\r".unicodeScalars.contains(scalar) {
      text.append(scalar)
      at += 1
    }
    let word = String(text)
    guard !word.isEmpty else { throw problem("a value is missing", column: column) }
    return TraceRecord.Value(text: word == "null" ? "" : word, column: column, isText: false)
  }

  private mutating func string() throws(ScenarioProblem) -> String {
    try expect("\"")
    var text = String.UnicodeScalarView()
    while let scalar = peek {
      at += 1
      if scalar == "\"" { return String(text) }
      text.append(scalar == "\\" ? try escaped() : scalar)
    }
    throw problem("a text does not end")
  }

  private mutating func escaped() throws(ScenarioProblem) -> Unicode.Scalar {
    guard let scalar = peek else { throw problem("a text does not end") }
    at += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\"", "\\", "/": return scalar
    case "u":
      var digits = String.UnicodeScalarView()
      for _ in 0..<4 {
        guard let digit = peek else { break }
        digits.append(digit)
        at += 1
      }
      guard let code = UInt32(String(digits), radix: 16), let found = Unicode.Scalar(code) else {
        throw problem("\\u needs four hexadecimal digits")
      }
      return found
    default: throw problem("\\\(scalar) means nothing in JSON")
    }
  }

  private func problem(
    _ message: String, column: Int? = nil, hint: String? = nil
  ) -> ScenarioProblem {
    ScenarioProblem(
      location: SourceLocation(file: file, line: line, column: column ?? at + 1),
      message: message, hint: hint)
  }
}
