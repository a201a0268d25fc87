/// Reads numbers and texts that were written one after the other.
struct ByteReader {
  /// The bytes end too early, or are not what was expected.
  struct Damage: Error {}

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func number() throws(Damage) -> Int {
    let value = UInt64(littleEndian: try load(as: UInt64.self))
    guard let number = Int(exactly: value) else { throw Damage() }
    return number
  }

  mutating func float() throws(Damage) -> Float {
    Float(bitPattern: UInt32(littleEndian: try load(as: UInt32.self)))
  }

  mutating func text() throws(Damage) -> String {
    let count = try number()
    guard count <= bytes.count - at else { throw Damage() }
    defer { at += count }
    guard let text = String(validating: bytes[at..<at + count], as: UTF8.self) else {
      throw Damage()
    }
    return text
  }

  private mutating func load<Value: BitwiseCopyable>(as type: Value.Type) throws(Damage) -> Value {
    let size = MemoryLayout<Value>.size
    guard size <= bytes.count - at else { throw Damage() }
    defer { at += size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Value.self) }
  }
}
