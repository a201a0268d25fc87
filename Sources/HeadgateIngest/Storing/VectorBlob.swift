internal import Foundation

/// Vectors as they are stored: floats of 32 bits, little endian.
enum VectorBlob {
  static func data(_ vector: [Float]) -> Data {
    var data = Data(capacity: vector.count * 4)
    for element in vector {
      withUnsafeBytes(of: element.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  static func vector(_ data: Data) -> [Float] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { element(bytes, $0) }
    }
  }

  /// The cosine between a stored vector and one of the same length, of `length`.
  static func cosine(_ data: Data, _ vector: [Float], length: Double) -> Double {
    data.withUnsafeBytes { bytes in
      var (product, square) = (0.0, 0.0)
      for i in vector.indices {
        let stored = Double(element(bytes, i))
        product += stored * Double(vector[i])
        square += stored * stored
      }
      let lengths = square.squareRoot() * length
      return lengths > 0 ? max(-1, min(1, product / lengths)) : 0
    }
  }

  private static func element(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Float {
    let pattern = bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
    return Float(bitPattern: UInt32(littleEndian: pattern))
  }
}
