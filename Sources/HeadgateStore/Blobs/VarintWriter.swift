internal import Foundation

/// Appends unsigned integers as little-endian base 128 (LEB128): seven bits a byte, the high bit set
/// on every byte but the last.
struct VarintWriter {
  private(set) var data: Data

  /// - Parameter format: the first byte, which says how the rest is to be read.
  init(format: UInt8, capacity: Int) {
    data = Data(capacity: capacity)
    data.append(format)
  }

  mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      data.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    data.append(UInt8(rest))
  }
}
