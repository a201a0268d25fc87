internal import Foundation

/// Appends unsigned integers as little-endian base 128 (LEB128): seven bits a byte, the high bit set
/// on every byte but the last.
struct VarintWriter {
  /// An array, not `Data`: that one checks exclusive access at every byte.
  private var bytes: [UInt8]

  var data: Data { Data(bytes) }

  /// - Parameter format: the first byte, which says how the rest is to be read.
  init(format: UInt8, capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes.append(format)
  }

  mutating func append(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
