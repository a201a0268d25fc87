/// Reads JSON text piece by piece, strictly (RFC 8259), and knows where it stands.
///
/// The caller walks the text: `beginObject`, then `nextKey` until it answers `nil`, each followed by
/// one read of a value. Nothing is held in memory but what the caller keeps. Repeated keys, and
/// containers deeper than `maximumDepth`, are errors.
struct JSONReader {
  static let maximumDepth = 64

  private struct Container {
    var closing: UInt8
    var isEmpty = true
    var keys: Set<ExactText> = []
  }

  let file: String
  let bytes: [UInt8]
  /// How much of a result is wanted.
  let detail: ResultDetail
  var position = 0
  private var containers: [Container] = []

  /// The names of the metrics of the replication before, which are mostly those of the next.
  var metricNames: [String] = []

  init(_ text: String, file: String) {
    self.init(Array(text.utf8), file: file, detail: .whole)
  }

  /// - Parameter bytes: UTF-8.
  init(_ bytes: [UInt8], file: String, detail: ResultDetail) {
    self.file = file
    self.bytes = bytes
    self.detail = detail
  }

  /// The byte at the position, 0 at the end.
  var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  // MARK: Containers

  var peeksArray: Bool {
    var copy = self
    copy.skipSpace()
    return copy.current == UInt8(ascii: "[")
  }

  mutating func beginObject() throws(ResultJSONError) {
    try begin(UInt8(ascii: "{"), UInt8(ascii: "}"), "an object")
  }

  mutating func beginArray() throws(ResultJSONError) {
    try begin(UInt8(ascii: "["), UInt8(ascii: "]"), "an array")
  }

  /// The next key of the innermost object, ready for its value; `nil` once the object has ended.
  mutating func nextKey() throws(ResultJSONError) -> String? {
    guard try nextElement() else { return nil }
    return try key()
  }

  /// The key that stands here, ready for its value.
  mutating func key() throws(ResultJSONError) -> String {
    guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
    let start = position
    let key = try string()
    try noteKey(key, at: start)
    skipSpace()
    try take(UInt8(ascii: ":"), "a colon")
    return key
  }

  /// Whether the innermost array goes on; if so the next element is read next.
  mutating func nextElement() throws(ResultJSONError) -> Bool {
    skipSpace()
    let last = containers.count - 1
    if current == containers[last].closing {
      position += 1
      containers.removeLast()
      return false
    }
    if containers[last].isEmpty {
      containers[last].isEmpty = false
    } else {
      guard current == UInt8(ascii: ",") else {
        let closing = Character(Unicode.Scalar(containers[last].closing))
        throw unexpected("a comma or \"\(closing)\"")
      }
      position += 1
      skipSpace()
    }
    return true
  }

  /// Reads a value of any kind and forgets it.
  mutating func skip() throws(ResultJSONError) {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"):
      try beginObject()
      while try nextKey() != nil { try skip() }
    case UInt8(ascii: "["):
      try beginArray()
      while try nextElement() { try skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try flag()
    case UInt8(ascii: "n"): guard try null() else { throw unexpected("a value") }
    default: _ = try numberText()
    }
  }

  /// Passes over an object or array without looking at what is in it.
  mutating func skipUnread() throws(ResultJSONError) {
    skipSpace()
    guard current == UInt8(ascii: "{") || current == UInt8(ascii: "[") else { return try skip() }
    let end = bytes.withUnsafeBufferPointer { bytes -> Int? in
      var depth = 0
      var isText = false
      var index = position
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""): isText.toggle()
        case UInt8(ascii: "\\") where isText: index += 1
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += isText ? 0 : 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= isText ? 0 : 1
          if depth == 0, !isText { return index + 1 }
        default: break
        }
        index += 1
      }
      return nil
    }
    position = end ?? bytes.count
    guard end != nil else { throw unexpected("what began here to end") }
  }

  /// Notes a key of the innermost object that was read apart from `nextKey`.
  mutating func noteKey(_ key: String, at start: Int) throws(ResultJSONError) {
    guard containers[containers.count - 1].keys.insert(ExactText(key)).inserted else {
      throw failure(.syntax, "the key \"\(key)\" stands here twice", at: start)
    }
  }

  /// Demands that nothing but white space is left.
  mutating func finish() throws(ResultJSONError) {
    skipSpace()
    guard position == bytes.count else { throw unexpected("the end of the file") }
  }

  // MARK: Words

  mutating func flag() throws(ResultJSONError) -> Bool {
    if takeWord("true") { return true }
    if takeWord("false") { return false }
    throw unexpected("true or false")
  }

  /// Whether `null` stands here; if so it is read.
  mutating func null() throws(ResultJSONError) -> Bool {
    takeWord("null")
  }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        position += 1
      default: return
      }
    }
  }

  // MARK: Errors

  /// An error that says what was wanted and what stands here instead.
  func unexpected(_ wanted: String) -> ResultJSONError {
    guard position < bytes.count else {
      return failure(.syntax, "expected \(wanted), but the file ends here", at: position)
    }
    let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    let found = rest.unicodeScalars.first.map { String($0.escaped(asASCII: false)) } ?? ""
    return failure(.syntax, "expected \(wanted), found \"\(found)\"", at: position)
  }

  func failure(
    _ code: ResultJSONError.Code, _ message: String, at offset: Int
  ) -> ResultJSONError {
    let before = bytes[..<min(offset, bytes.count)]
    let newline = UInt8(ascii: "\n")
    let line = before.count { $0 == newline } + 1
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let isScalarStart: (UInt8) -> Bool = { $0 & 0b1100_0000 != 0b1000_0000 }
    let column = before[lineStart...].count(where: isScalarStart) + 1
    return ResultJSONError(code: code, file: file, line: line, column: column, message: message)
  }

  // MARK: Parts

  private mutating func begin(
    _ opening: UInt8, _ closing: UInt8, _ name: String
  ) throws(ResultJSONError) {
    skipSpace()
    guard containers.count < Self.maximumDepth else {
      throw failure(
        .syntax, "nested deeper than the \(Self.maximumDepth) levels allowed", at: position)
    }
    try take(opening, name)
    containers.append(Container(closing: closing))
  }

  mutating func take(_ byte: UInt8, _ wanted: String) throws(ResultJSONError) {
    guard current == byte else { throw unexpected(wanted) }
    position += 1
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    skipSpace()
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else { return false }
    position += letters.count
    return true
  }
}
