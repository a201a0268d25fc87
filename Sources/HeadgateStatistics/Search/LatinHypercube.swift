/// Points that are spread evenly in every dimension (McKay, Beckman and Conover, 1979): of n points
/// each of n equal cells of a dimension holds one.
public enum LatinHypercube {
  /// Points in [0, 1) in each dimension.
  public static func points(
    _ count: Int, dimensions: Int, using random: inout Xoshiro256PlusPlus
  ) -> [[Double]] {
    var points = [[Double]](
      repeating: [Double](repeating: 0, count: dimensions), count: count)
    for dimension in 0..<dimensions {
      let cells = random.shuffled(count)
      for point in 0..<count {
        let place = (Double(cells[point]) + random.unit()) / Double(count)
        points[point][dimension] = min(place, 1.0.nextDown)
      }
    }
    return points
  }

  /// A first generation: the given points, and a hypercube's for the rest.
  static func filled(
    _ given: [[Double]], to count: Int, dimensions: Int, using random: inout Xoshiro256PlusPlus
  ) -> [[Double]] {
    precondition(given.allSatisfy { $0.count == dimensions }, "points have the same dimensions")
    let given = Array(given.prefix(count))
    return given + points(count - given.count, dimensions: dimensions, using: &random)
  }
}

extension Xoshiro256PlusPlus {
  /// The whole numbers below `count` in random order (Fisher and Yates; Durstenfeld, 1964).
  public mutating func shuffled(_ count: Int) -> [Int] {
    var numbers = Array(0..<count)
    for place in stride(from: count - 1, to: 0, by: -1) {
      numbers.swapAt(place, below(place + 1))
    }
    return numbers
  }
}
