/// What a character means for where sentences end.
enum SentenceMark: Equatable {
  enum Stop {
    /// The full stop, which abbreviations and numbers have too.
    case full
    /// Another mark that ends a sentence where space follows.
    case narrow
    /// A mark of a script that is written without spaces.
    case wide
  }

  case none
  case stop(Stop)
  case closer
  case opener
  /// White space that ends so many lines; two for a mark that ends a paragraph.
  case space(lines: Int)

  /// The mark at a place of a text, by the first scalar of the character there.
  init(_ text: String, _ at: String.Index) {
    let byte = text.utf8[at]
    self = byte < 0x80 ? Self.ascii[Int(byte)] : Self(text.unicodeScalars[at])
  }

  /// Whether a byte is a character of ASCII that ends neither a sentence nor a line.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x22..<0x7F ~= byte && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "?")
  }

  private init(_ scalar: Unicode.Scalar) {
    self =
      switch scalar.value {
      case 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x0589, 0x061F, 0x06D4, 0x0964, 0x0965:
        .stop(.narrow)
      case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: .stop(.wide)
      case 0x2019, 0x201D, 0x00BB, 0x203A, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF09,
        0xFF3D, 0xFF5D, 0xFF63:
        .closer
      case 0x2018, 0x201A, 0x201C, 0x201E, 0x00AB, 0x2039, 0x00BF, 0x00A1, 0x2014: .opener
      case 0x2029: .space(lines: 2)
      case 0x0085, 0x2028: .space(lines: 1)
      case 0x00A0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space(lines: 0)
      default: .none
      }
  }

  private static let ascii: [SentenceMark] = (UInt8(0)..<0x80).map { byte in
    switch Unicode.Scalar(byte) {
    case ".": .stop(.full)
    case "!", "?": .stop(.narrow)
    case ")", "]", "}", "\"", "'": .closer
    case "(", "[", "{", "-", "*", "_": .opener
    case " ", "\t", "\u{0B}": .space(lines: 0)
    case "\n", "\r": .space(lines: 1)
    case "\u{0C}": .space(lines: 2)
    default: .none
    }
  }
}
