internal import Foundation

/// The figures of a candidate, packed without loss: `figures[scenario][replication][metric]`.
///
/// Format 1: byte 1, then varints: the number of scenarios; for each the number of its replications;
/// for each of those the number of its figures; for each of those 0 where there is none, else 1 and
/// its 64 bits, bytes reversed.
enum FigureBlob {
  private static let format: UInt8 = 1

  static func encode(_ figures: [[[Double?]]]) -> Data {
    let count = figures.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    var writer = VarintWriter(format: format, capacity: count * 10 + 16)
    writer.append(UInt64(figures.count))
    for scenario in figures {
      writer.append(UInt64(scenario.count))
      for replication in scenario {
        writer.append(UInt64(replication.count))
        for figure in replication {
          writer.append(figure == nil ? 0 : 1)
          if let figure { writer.append(figure.bitPattern.byteSwapped) }
        }
      }
    }
    return writer.data
  }

  static func decode(_ data: Data) throws -> [[[Double?]]] {
    var reader = try VarintReader(data, format: format)
    let figures = try list(&reader) { reader in
      try list(&reader) { reader in try list(&reader, of: figure) }
    }
    guard reader.isAtEnd else { throw BlobProblem() }
    return figures
  }

  private static func list<Item>(
    _ reader: inout VarintReader, of item: (inout VarintReader) throws -> Item
  ) throws -> [Item] {
    let count = try reader.next()
    var items: [Item] = []
    // A count that promises more than there is ends with the data.
    for _ in 0..<count { items.append(try item(&reader)) }
    return items
  }

  private static func figure(_ reader: inout VarintReader) throws -> Double? {
    switch try reader.next() {
    case 0: nil
    case 1: Double(bitPattern: try reader.next().byteSwapped)
    default: throw BlobProblem()
    }
  }
}
