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
      let isOwn = values["event"] != nil || values["scenario"] != nil
      throw problem(
        "\"\(name)\" is missing",
        hint: isOwn ? "a trace of headgate is to stay as it was written" : TraceColumns.hint)
    }
    return value
  }
}

/// The columns of traces from elsewhere.
enum TraceColumns {
  static let required = ["job", "stage", "started", "ended"]
  static let optional = ["queued", "batch", "worker", "size", "outcome", "attempt", "priority"]
  static let known = required + optional
  static let priorities: ClosedRange<Int64> = -32_768...32_767
  static let bytes: ClosedRange<Int64> = 0...1 << 40
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
      guard peek != nil || at == 0 else { throw cutOff() }
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
    guard !word.isEmpty else {
      throw peek == nil ? cutOff() : problem("a value is missing", column: column)
    }
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
    throw cutOff()
  }

  private mutating func escaped() throws(ScenarioProblem) -> Unicode.Scalar {
    guard let scalar = peek else { throw cutOff() }
    at += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "\"", "\\", "/": return scalar
    case "u": return try unicode()
    default: throw problem("\\\(scalar) means nothing in JSON", column: at - 1)
    }
  }

  /// Characters beyond the first 65,536 are written as two halves.
  private mutating func unicode() throws(ScenarioProblem) -> Unicode.Scalar {
    let column = at - 1
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), take("\\"), take("u") {
      let second = try codeUnit()
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
      }
    }
    throw problem("\\u\(String(first, radix: 16)) is half a character", column: column)
  }

  private mutating func codeUnit() throws(ScenarioProblem) -> UInt16 {
    let column = at - 1
    var code: UInt16 = 0
    for _ in 0..<4 {
      guard let scalar = peek else { throw cutOff() }
      guard let digit = Character(scalar).hexDigitValue else {
        throw problem("\\u needs four hexadecimal digits", column: column)
      }
      code = code << 4 | UInt16(digit)
      at += 1
    }
    return code
  }

  /// As of a file that was being written when it was copied.
  private func cutOff() -> ScenarioProblem {
    problem(
      "the line is cut off", hint: "write the object to its end, or take the line out")
  }

  private func problem(
    _ message: String, column: Int? = nil, hint: String? = nil
  ) -> ScenarioProblem {
    ScenarioProblem(
      location: SourceLocation(file: file, line: line, column: column ?? at + 1),
      message: message, hint: hint)
  }
}
