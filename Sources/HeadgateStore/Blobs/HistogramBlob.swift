internal import Foundation
internal import HeadgateModel

/// The occupied buckets of a histogram, packed.
///
/// Format 1: byte 1, then for each bucket two varints: its index less the index before (the first:
/// less zero), and its count.
enum HistogramBlob {
  private static let format: UInt8 = 1

  static func encode(_ histogram: HistogramRecord) -> Data {
    precondition(
      histogram.indexes.count == histogram.counts.count,
      "histogram \(histogram.name) has \(histogram.indexes.count) indexes, "
        + "\(histogram.counts.count) counts")
    var writer = VarintWriter(format: format, capacity: histogram.indexes.count * 4 + 1)
    var previous: UInt32 = 0
    for (index, count) in zip(histogram.indexes, histogram.counts) {
      writer.append(UInt64(index - previous))
      writer.append(count)
      previous = index
    }
    return writer.data
  }

  static func decode(_ data: Data) throws -> (indexes: [UInt32], counts: [UInt64]) {
    var reader = try VarintReader(data, format: format)
    var indexes: [UInt32] = []
    var counts: [UInt64] = []
    while !reader.isAtEnd {
      guard let gap = UInt32(exactly: try reader.next()) else { throw BlobProblem() }
      let (index, overflow) = (indexes.last ?? 0).addingReportingOverflow(gap)
      guard !overflow else { throw BlobProblem() }
      indexes.append(index)
      counts.append(try reader.next())
    }
    return (indexes, counts)
  }
}
