/// Reads a JSON array of `{index, text}` (RFC 8259).
package struct ChapterJSON {
  private static let deepest = 64
  private static let shape = "a file of chapters is a list of {\"index\": 0, \"text\": \"…\"}"

  private let file: String
  private let bytes: [UInt8]
  private var at = 0

  /// Sizes in bytes of UTF-8, which `bytes` must be, in the order of the chapters' indexes.
  static func sizes(_ bytes: [UInt8], file: String) throws(ScenarioProblem) -> [Int64] {
    var chapters: [(index: Int64, size: Int64)] = []
    try read(bytes, file: file) { chapters.append(($0, Int64($1.count))) }
    return chapters.sorted { $0.index < $1.index }.map(\.size)
  }

  /// Hands each chapter of `bytes`, which must be UTF-8, to `body` in the order of the file.
  package static func read(
    _ bytes: [UInt8], file: String, _ body: (_ index: Int64, _ text: [UInt8]) -> Void
  ) throws(ScenarioProblem) {
    var reader = ChapterJSON(file: file, bytes: bytes)
    try reader.chapters(body)
  }

  private init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  private mutating func chapters(
    _ body: (_ index: Int64, _ text: [UInt8]) -> Void
  ) throws(ScenarioProblem) {
    var seen: Set<Int64> = []
    try expect("[", "a list")
    if take("]") { throw problem("the list of chapters is empty", hint: Self.shape) }
    repeat {
      skipSpace()
      let start = at
      let chapter = try self.chapter()
      guard seen.insert(chapter.index).inserted else {
        throw problem("the index \(chapter.index) is repeated", at: start)
      }
      body(chapter.index, chapter.text)
    } while take(",")
    try expect("]", "\",\" or \"]\"")
    skipSpace()
    if at < bytes.count { throw problem("something follows the list") }
  }

  private mutating func chapter() throws(ScenarioProblem) -> (index: Int64, text: [UInt8]) {
    let start = at
    var index: Int64?
    var text: [UInt8]?
    try expect("{", "a chapter")
    if !take("}") {
      repeat {
        skipSpace()
        let place = at
        let key = try string()
        try expect(":", "\":\"")
        skipSpace()
        switch key {
        case Array("index".utf8):
          guard index == nil else { throw problem("\"index\" is repeated", at: place) }
          index = try self.index()
        case Array("text".utf8):
          guard text == nil else { throw problem("\"text\" is repeated", at: place) }
          guard peek == UInt8(ascii: "\"") else { throw problem("\"text\" must be a text") }
          text = try string()
        default: try skipValue(depth: 0)
        }
      } while take(",")
      try expect("}", "\",\" or \"}\"")
    }
    guard let index else { throw problem("a chapter lacks \"index\"", at: start, hint: Self.shape) }
    guard let text else { throw problem("a chapter lacks \"text\"", at: start, hint: Self.shape) }
    return (index, text)
  }

  private mutating func index() throws(ScenarioProblem) -> Int64 {
    let start = at
    let text = try number()
    guard let index = Int64(text) else {
      throw problem("\"index\" must be a whole number", at: start)
    }
    return index
  }

  private mutating func skipValue(depth: Int) throws(ScenarioProblem) {
    guard depth < Self.deepest else { throw problem("nested more than \(Self.deepest) deep") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "\"")?: _ = try string()
    case UInt8(ascii: "{")?:
      at += 1
      if take("}") { return }
      repeat {
        skipSpace()
        _ = try string()
        try expect(":", "\":\"")
        try skipValue(depth: depth + 1)
      } while take(",")
      try expect("}", "\",\" or \"}\"")
    case UInt8(ascii: "[")?:
      at += 1
      if take("]") { return }
      repeat { try skipValue(depth: depth + 1) } while take(",")
      try expect("]", "\",\" or \"]\"")
    default:
      for word in ["true", "false", "null"] where bytes[at...].starts(with: word.utf8) {
        at += word.utf8.count
        return
      }
      _ = try number()
    }
  }

  private mutating func number() throws(ScenarioProblem) -> String {
    let start = at
    while let byte = peek, "+-.0123456789eE".utf8.contains(byte) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    guard DecimalNumber(text) != nil else { throw problem("a value was expected", at: start) }
    return text
  }

  /// A string's decoded bytes.
  private mutating func string() throws(ScenarioProblem) -> [UInt8] {
    let start = at
    guard peek == UInt8(ascii: "\"") else { throw problem("a text in quotes was expected") }
    at += 1
    var decoded: [UInt8] = []
    while let byte = peek {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return decoded
      case UInt8(ascii: "\\"): try escape(into: &decoded)
      case 0..<0x20: throw problem("a line break in a text is written \\n", at: at - 1)
      default: decoded.append(byte)
      }
    }
    throw problem("this text has no end", at: start)
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(ScenarioProblem) {
    let start = at - 1
    guard let byte = peek else { throw problem("this escape has no end", at: start) }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(8)
    case UInt8(ascii: "f"): decoded.append(12)
    case UInt8(ascii: "n"): decoded.append(10)
    case UInt8(ascii: "r"): decoded.append(13)
    case UInt8(ascii: "t"): decoded.append(9)
    case UInt8(ascii: "u"):
      var value = try codeUnit(start)
      if 0xD800..<0xDC00 ~= value, bytes[at...].starts(with: "\\u".utf8) {
        at += 2
        let low = try codeUnit(start)
        if 0xDC00..<0xE000 ~= low { value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00) }
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw problem("half a surrogate pair", at: start)
      }
      decoded += Array(String(Character(scalar)).utf8)
    default: throw problem("an unknown escape", at: start)
    }
  }

  private mutating func codeUnit(_ start: Int) throws(ScenarioProblem) -> UInt32 {
    guard at + 4 <= bytes.count,
      bytes[at..<at + 4].allSatisfy({ "0123456789abcdefABCDEF".utf8.contains($0) }),
      let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw problem("\\u needs four hexadecimal digits", at: start) }
    at += 4
    return value
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0A) ~= byte || byte == 0x0D { at += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func expect(
    _ character: Unicode.Scalar, _ name: String
  ) throws(ScenarioProblem) {
    guard take(character) else { throw problem("\(name) was expected", hint: Self.shape) }
  }

  private func problem(_ message: String, at offset: Int? = nil, hint: String? = nil)
    -> ScenarioProblem
  {
    let before = bytes[..<(offset ?? at)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 }
    return ScenarioProblem(
      location: SourceLocation(
        file: file, line: before.count { $0 == 0x0A } + 1, column: column + 1),
      message: message, hint: hint)
  }
}
