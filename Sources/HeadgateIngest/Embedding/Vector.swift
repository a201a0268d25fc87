/// Arithmetic of embedding vectors; sums are in double precision and in the order of the elements.
public enum Vector {
  /// The sum of the products of two vectors of the same length.
  public static func dot(_ first: [Float], _ second: [Float]) -> Double {
    precondition(first.count == second.count, "vectors of \(first.count) and \(second.count)")
    var sum = 0.0
    for i in first.indices { sum += Double(first[i]) * Double(second[i]) }
    return sum
  }

  /// The Euclidean length.
  public static func length(_ vector: [Float]) -> Double { dot(vector, vector).squareRoot() }

  /// The vector of length 1 in the same direction; one of zeros stays as it is.
  public static func normalized(_ vector: [Float]) -> [Float] {
    let length = length(vector)
    return length > 0 ? vector.map { Float(Double($0) / length) } : vector
  }

  /// The cosine of the angle between two vectors of the same length, -1 to 1; 0 where one is zero.
  public static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    let lengths = length(first) * length(second)
    return lengths > 0 ? max(-1, min(1, dot(first, second) / lengths)) : 0
  }

  /// Whether every element is a finite number.
  public static func isFinite(_ vector: [Float]) -> Bool { vector.allSatisfy(\.isFinite) }
}
