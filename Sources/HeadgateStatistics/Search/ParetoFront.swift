/// What no other point betters in every respect; all objectives are minimized.
public enum ParetoFront {
  /// Whether `a` is nowhere worse than `b`, and somewhere better.
  public static func dominates(_ a: [Double], _ b: [Double]) -> Bool {
    precondition(a.count == b.count, "points have the same objectives")
    return zip(a, b).allSatisfy { $0 <= $1 } && a != b
  }

  /// The places of the points that none dominates, ascending; of equal points each counts. O(n²).
  public static func indices(_ points: [[Double]]) -> [Int] {
    points.indices.filter { place in
      !points.contains { dominates($0, points[place]) }
    }
  }

  /// The volume that the points dominate up to a reference point (Zitzler and Thiele, 1998).
  ///
  /// By slices along the last objective; for fronts of tens of points and a few objectives. Points
  /// that are not better than the reference in every respect add nothing.
  public static func hypervolume(_ points: [[Double]], reference: [Double]) -> Double {
    precondition(!reference.isEmpty, "a volume has dimensions")
    let inside = points.filter { point in
      precondition(point.count == reference.count, "points have the reference's objectives")
      return zip(point, reference).allSatisfy { $0 < $1 }
    }
    return volume(inside, reference)
  }

  private static func volume(_ points: [[Double]], _ reference: [Double]) -> Double {
    let last = reference.count - 1
    guard !points.isEmpty else { return 0 }
    if last == 0 { return reference[0] - points.map { $0[0] }.min()! }
    let sorted = points.sorted { $0[last] < $1[last] }
    var sum = 0.0
    for (place, point) in sorted.enumerated() {
      let next = place + 1 < sorted.count ? sorted[place + 1][last] : reference[last]
      guard next > point[last] else { continue }
      let section = sorted[...place].map { Array($0.dropLast()) }
      sum += (next - point[last]) * volume(section, Array(reference.dropLast()))
    }
    return sum
  }
}
