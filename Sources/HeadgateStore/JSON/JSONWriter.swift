/// Writes JSON text in the order of the calls: the same calls give the same bytes everywhere.
struct JSONWriter {
  /// How the items of a container stand.
  enum Layout {
    /// Each on a line of its own.
    case lines
    /// All on one line.
    case inline
    /// All on one line, without spaces.
    case compact
  }

  private struct Container {
    var layout: Layout
    var isEmpty = true
  }

  private var bytes: [UInt8] = []
  private var containers: [Container] = []
  private var followsKey = false

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Of all that is written so far.
  var checksum: String { BaselineChecksum.text(of: bytes) }

  mutating func object(_ layout: Layout = .lines, _ items: (inout JSONWriter) -> Void) {
    container("{", "}", layout, items)
  }

  mutating func array(_ layout: Layout = .lines, _ items: (inout JSONWriter) -> Void) {
    container("[", "]", layout, items)
  }

  mutating func key(_ name: String) {
    beginItem()
    append(quoted: name)
    append(containers.last?.layout == .compact ? ":" : ": ")
    followsKey = true
  }

  mutating func endLine() { append("\n") }

  mutating func null() {
    beginItem()
    append("null")
  }

  mutating func value(_ string: String) {
    beginItem()
    append(quoted: string)
  }

  mutating func value(_ flag: Bool) {
    beginItem()
    append(flag ? "true" : "false")
  }

  mutating func value(_ integer: some FixedWidthInteger) {
    beginItem()
    append(String(integer))
  }

  /// The shortest text that reads back as the same value; `null` for what is not finite, as JSON has
  /// no word for it. Negative zero is written as zero.
  mutating func value(_ number: Double) {
    beginItem()
    guard number.isFinite else { return append("null") }
    if let integer = Int64(exactly: number), integer.magnitude < 1 << 53 {
      append(String(integer))
    } else {
      append(number.description)
    }
  }

  mutating func value(_ number: Double?) {
    if let number { value(number) } else { null() }
  }

  /// Nanoseconds as seconds: no rounding, whatever its length.
  mutating func value(seconds nanoseconds: Int64) {
    beginItem()
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    append((nanoseconds < 0 ? "-" : "") + String(whole))
    guard rest > 0 else { return }
    var digits = String(rest)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    append("." + digits)
  }

  private mutating func container(
    _ opening: StaticString, _ closing: StaticString, _ layout: Layout,
    _ items: (inout JSONWriter) -> Void
  ) {
    beginItem()
    append(opening)
    containers.append(Container(layout: layout))
    items(&self)
    let container = containers.removeLast()
    if container.layout == .lines, !container.isEmpty { beginLine() }
    append(closing)
  }

  private mutating func beginItem() {
    if followsKey {
      followsKey = false
      return
    }
    guard let container = containers.last else { return }
    if !container.isEmpty { append(container.layout == .inline ? ", " : ",") }
    if container.layout == .lines { beginLine() }
    containers[containers.count - 1].isEmpty = false
  }

  private mutating func beginLine() {
    append("\n")
    for _ in containers { append("  ") }
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(quoted text: String) {
    append("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20: append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    append("\"")
  }
}
