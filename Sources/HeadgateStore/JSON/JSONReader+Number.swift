extension JSONReader {
  /// A number; what is not finite was written as `null`, and reads as not a number.
  mutating func number() throws(ResultJSONError) -> Double {
    try optionalNumber() ?? .nan
  }

  /// A number, or `nil` for `null`.
  mutating func optionalNumber() throws(ResultJSONError) -> Double? {
    if try null() { return nil }
    let start = position
    let text = try numberText()
    guard let value = Double(text), value.isFinite else {
      throw failure(.content, "\(text) is out of range", at: start)
    }
    return value
  }

  mutating func integer<Integer: FixedWidthInteger>(
    _ type: Integer.Type = Integer.self
  ) throws(ResultJSONError) -> Integer {
    skipSpace()
    let start = position
    let text = try numberText()
    guard let value = Integer(text) else {
      throw failure(
        .content, "expected a whole number from \(Integer.min) to \(Integer.max), found \(text)",
        at: start)
    }
    return value
  }

  /// Nanoseconds from seconds, exact to the last digit.
  mutating func seconds() throws(ResultJSONError) -> Int64 {
    skipSpace()
    let start = position
    let text = try numberText()
    guard let span = Self.nanoseconds(text) else {
      throw failure(
        .content, "expected seconds with at most nine decimal places, found \(text)", at: start)
    }
    return span
  }

  /// The nanoseconds of a decimal number of seconds, computed on its digits.
  private static func nanoseconds(_ text: String) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
    let exponent = parts.count > 1 ? Int(parts[1]) : 0
    let mantissa = parts[0].split(separator: ".")
    guard let exponent, abs(exponent) < 1000 else { return nil }
    var digits = mantissa.joined()
    let shift = exponent + 9 - (mantissa.count > 1 ? mantissa[1].count : 0)
    if shift >= 0 {
      digits += String(repeating: "0", count: shift)
    } else {
      guard digits.suffix(-shift).allSatisfy({ $0 == "0" }) else { return nil }
      digits = "0" + digits.dropLast(-shift)
    }
    return Int64((isNegative ? "-" : "") + digits)
  }

  /// The text of a number as the grammar has it.
  mutating func numberText() throws(ResultJSONError) -> String {
    skipSpace()
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(ResultJSONError) {
    let start = position
    while current >= UInt8(ascii: "0"), current <= UInt8(ascii: "9") { position += 1 }
    guard position > start else { throw unexpected("a number") }
  }
}
