import HeadgateCore

/// Reads files of recorded values: arrivals as CSV, samples of a distribution one a line.
enum RecordedValues {
  /// Arrivals of a CSV with the header `at,size,priority`, of which the last two may be left out.
  static func arrivals(_ text: String, file: String) throws(ScenarioProblem) -> [TraceEntry] {
    var columns: [String]?
    var entries: [TraceEntry] = []
    for line in Lines(text, file: file) {
      let fields = line.fields
      guard let header = columns else {
        columns = try Self.header(line, fields)
        continue
      }
      guard fields.count == header.count else {
        throw line.problem(
          "\(fields.count) values, but the header has \(header.count)", column: 1)
      }
      var entry = TraceEntry(at: 0)
      for (name, field) in zip(header, fields) { try set(&entry, name, field, line) }
      if let last = entries.last, entry.at < last.at {
        throw line.problem(
          "arrivals must be in order of time, and this one is before the last", column: 1)
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else {
      throw ScenarioProblem(
        location: SourceLocation(file: file, line: 1, column: 1),
        message: "the file has no arrivals", hint: "the header is at,size,priority")
    }
    return entries
  }

  /// Samples, one a line: with a unit, or else in seconds or bytes.
  static func samples(
    _ text: String, _ measure: Measure, file: String
  ) throws(ScenarioProblem) -> [Double] {
    var values: [Double] = []
    for line in Lines(text, file: file) {
      let field = Field(text: String(line.text.trimmed), column: 1)
      values.append(try Self.value(field, measure, line))
    }
    guard !values.isEmpty else {
      throw ScenarioProblem(
        location: SourceLocation(file: file, line: 1, column: 1), message: "the file has no values",
        hint: "write one value a line")
    }
    return values
  }

  private static func header(_ line: Line, _ fields: [Field]) throws(ScenarioProblem) -> [String] {
    let known = ["at", "size", "priority"]
    var names: [String] = []
    for field in fields {
      guard known.contains(field.text) else {
        throw line.problem(
          "unknown column \"\(field.text)\"", column: field.column,
          hint: "the header is at,size,priority")
      }
      guard !names.contains(field.text) else {
        throw line.problem("the column \"\(field.text)\" is repeated", column: field.column)
      }
      names.append(field.text)
    }
    guard names.contains("at") else {
      throw line.problem(
        "the column \"at\" is missing", column: 1, hint: "the header is at,size,priority")
    }
    return names
  }

  private static func set(
    _ entry: inout TraceEntry, _ name: String, _ field: Field, _ line: Line
  ) throws(ScenarioProblem) {
    switch name {
    case "at":
      let value = try whole(field, .duration, line)
      guard value <= Nanoseconds(ValueKind.longest) else {
        throw line.problem("\"at\" is later than 100 years", column: field.column)
      }
      entry.at = value
    case "size" where !field.text.isEmpty:
      let value = try whole(field, .size, line)
      guard value <= 1 << 40 else {
        throw line.problem("\"size\" is larger than 1 TiB", column: field.column)
      }
      entry.size = value
    case "priority" where !field.text.isEmpty:
      guard let priority = Int(field.text), (-32_768...32_767).contains(priority) else {
        throw line.problem(
          "\"priority\" must be \(Shape.priority.expectation), not \"\(field.text)\"",
          column: field.column)
      }
      entry.priority = priority
    default: break
    }
  }

  private static func whole(
    _ field: Field, _ measure: Measure, _ line: Line
  ) throws(ScenarioProblem) -> Int64 {
    let (number, worth) = try quantity(field, measure, line)
    if case .exact(let whole) = number.whole(times: worth) { return whole }
    return Int64(number.double() * Double(worth))
  }

  private static func value(
    _ field: Field, _ measure: Measure, _ line: Line
  ) throws(ScenarioProblem) -> Double {
    let (number, worth) = try quantity(field, measure, line)
    if case .exact(let whole) = number.whole(times: worth) { return Double(whole) }
    return number.double() * Double(worth)
  }

  /// A number and what one of its unit is worth: seconds and bytes where none is written.
  private static func quantity(
    _ field: Field, _ measure: Measure, _ line: Line
  ) throws(ScenarioProblem) -> (DecimalNumber, Int64) {
    let (number, worth): (DecimalNumber, Int64)
    if let plain = DecimalNumber(field.text) {
      (number, worth) = (plain, measure == .duration ? 1_000_000_000 : 1)
    } else {
      do {
        let (parsed, unit) = try measure.parse(field.text)
        (number, worth) = (parsed, unit.worth)
      } catch {
        let mismatch = measure.mismatch(error, field.text)
        throw line.problem(
          "the value " + (mismatch?.message ?? "must be a number, not \"\(field.text)\""),
          column: field.column, hint: mismatch?.hint)
      }
    }
    let value = number.double() * Double(worth)
    guard value >= 0, !number.isNegative || number.isZero else {
      throw line.problem("the value must not be negative: \(field.text)", column: field.column)
    }
    guard value < 9e18 else {
      throw line.problem("the value is too large: \(field.text)", column: field.column)
    }
    return (number, worth)
  }
}

extension RecordedValues {
  struct Field {
    var text: String
    var column: Int
  }

  struct Line {
    var file: String
    var number: Int
    var text: Substring

    var fields: [Field] {
      var column = 1
      return text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let leading = part.prefix { $0 == " " }.count
        let field = Field(text: String(part.trimmed), column: column + leading)
        column += part.unicodeScalars.count + 1
        return field
      }
    }

    func problem(_ message: String, column: Int, hint: String? = nil) -> ScenarioProblem {
      ScenarioProblem(
        location: SourceLocation(file: file, line: number, column: column), message: message,
        hint: hint)
    }
  }

  /// Lines that are neither blank nor a comment.
  struct Lines: Sequence, IteratorProtocol {
    private let file: String
    private var rest: Substring
    private var number = 0

    init(_ text: String, file: String) {
      self.file = file
      rest = text[...]
      if rest.unicodeScalars.first == "\u{FEFF}" { rest.unicodeScalars.removeFirst() }
    }

    mutating func next() -> Line? {
      while !rest.isEmpty {
        let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
        let text = rest[..<end]
        rest = end == rest.endIndex ? "" : rest[rest.index(after: end)...]
        number += 1
        let trimmed = text.trimmed
        if trimmed.isEmpty || trimmed.first == "#" { continue }
        return Line(file: file, number: number, text: text)
      }
      return nil
    }
  }
}
