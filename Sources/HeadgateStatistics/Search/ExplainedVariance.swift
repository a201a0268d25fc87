/// How much of a value's variance one coordinate explains by itself: the first-order share, estimated
/// from whatever points there are.
public enum ExplainedVariance {
  /// The points are cut into groups of equal size along the coordinate; the variance between the
  /// groups' means, less what chance alone would give them (ε², Kelley, 1935), over all of it.
  ///
  /// - Returns: A share from 0 to 1; 0 of fewer than eight points, or where nothing varies.
  public static func share(_ points: [(coordinate: Double, value: Double)]) -> Double {
    guard points.count >= 8 else { return 0 }
    let sorted = points.indices.sorted {
      (points[$0].coordinate, $0) < (points[$1].coordinate, $1)
    }
    let total = SampleMoments(points.map(\.value))
    guard total.sumOfSquares > 0 else { return 0 }
    let count = min(16, points.count / 4)
    var between = 0.0
    for group in 0..<count {
      let range = (group * sorted.count / count)..<((group + 1) * sorted.count / count)
      let moments = SampleMoments(sorted[range].map { points[$0].value })
      let distance = moments.mean - total.mean
      between += Double(moments.count) * distance * distance
    }
    let within = (total.sumOfSquares - between) / Double(points.count - count)
    let share = (between - Double(count - 1) * within) / total.sumOfSquares
    return min(max(share, 0), 1)
  }
}
