extension JSONReader {
  mutating func string() throws(ResultJSONError) -> String {
    skipSpace()
    try take(UInt8(ascii: "\""), "a text in quotation marks")
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self)
      case UInt8(ascii: "\\"): return try stringWithEscapes(from: start)
      case 0..<0x20: throw unexpected("the text to go on; a control character must be escaped")
      default: position += 1
      }
    }
    throw unexpected("the quotation mark that ends the text")
  }

  /// Goes on at the first escape of a text that began at `start`.
  private mutating func stringWithEscapes(from start: Int) throws(ResultJSONError) -> String {
    var decoded = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"): decoded.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw unexpected("the text to go on; a control character must be escaped")
      default:
        decoded.append(byte)
        position += 1
      }
    }
    throw unexpected("the quotation mark that ends the text")
  }

  private mutating func escape() throws(ResultJSONError) -> Unicode.Scalar {
    let start = position
    position += 1
    let letter = current
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "u"):
      guard let scalar = scalar() else {
        throw failure(
          .syntax, "\\u takes four hexadecimal digits, pairs for what needs two", at: start)
      }
      return scalar
    default: throw failure(.syntax, "there is no such escape", at: start)
    }
  }

  /// The scalar of a `\u` escape, or of two that make a surrogate pair.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = codeUnit() else { return nil }
    guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
    guard bytes[position...].starts(with: "\\u".utf8) else { return nil }
    position += 2
    guard let second = codeUnit(), UTF16.isTrailSurrogate(second) else { return nil }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func codeUnit() -> UInt16? {
    guard position + 4 <= bytes.count else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    position += 4
    return unit
  }
}
