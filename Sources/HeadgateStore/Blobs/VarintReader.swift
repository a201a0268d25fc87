internal import Foundation

/// Reads what `VarintWriter` wrote.
struct VarintReader {
  private let bytes: [UInt8]
  private var position = 1

  /// - Throws: `BlobProblem` where the first byte is not the format wanted.
  init(_ data: Data, format: UInt8) throws {
    bytes = [UInt8](data)
    guard bytes.first == format else { throw BlobProblem() }
  }

  var isAtEnd: Bool { position == bytes.count }

  /// - Throws: `BlobProblem` where the data ends early or the value takes more than 64 bits.
  mutating func next() throws -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard shift < 63 || byte <= 1 else { throw BlobProblem() }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw BlobProblem()
  }
}

/// A blob of the store does not hold what its column promises.
struct BlobProblem: Error {}
