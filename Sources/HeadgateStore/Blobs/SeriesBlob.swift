internal import Foundation

/// The values of one series line, packed without loss.
///
/// Format 1: byte 1, then for each value the varint of its 64 bits, exclusive-or with the bits of the
/// value before (the first: with zero), bytes reversed. Equal neighbours take one byte and small whole
/// numbers two or three, as the low bits of their significands, zero, come to stand in front.
enum SeriesBlob {
  private static let format: UInt8 = 1

  static func encode(_ values: [Double]) -> Data {
    var writer = VarintWriter(format: format, capacity: values.count * 4 + 1)
    var previous: UInt64 = 0
    for value in values {
      writer.append((value.bitPattern ^ previous).byteSwapped)
      previous = value.bitPattern
    }
    return writer.data
  }

  static func decode(_ data: Data) throws -> [Double] {
    var reader = try VarintReader(data, format: format)
    var values: [Double] = []
    var bits: UInt64 = 0
    while !reader.isAtEnd {
      bits ^= try reader.next().byteSwapped
      values.append(Double(bitPattern: bits))
    }
    return values
  }
}
