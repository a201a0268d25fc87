/// Writes numbers and texts one after the other, for ``ByteReader``.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func number(_ value: Int) { append(UInt64(value).littleEndian) }

  mutating func float(_ value: Float) { append(value.bitPattern.littleEndian) }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func append(_ value: some BitwiseCopyable) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }
}
