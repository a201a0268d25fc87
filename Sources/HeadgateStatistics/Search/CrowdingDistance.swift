/// How much room a point of a front has: the sum over the objectives of the distance between its two
/// neighbours, as a share of the front's extent (Deb and others, NSGA-II, 2002).
public enum CrowdingDistance {
  /// One distance a point, ∞ at the ends of any objective; what an objective does not spread adds
  /// nothing.
  public static func of(_ front: [[Double]]) -> [Double] {
    var distances = [Double](repeating: 0, count: front.count)
    guard let objectives = front.first?.count else { return [] }
    precondition(front.allSatisfy { $0.count == objectives }, "points have the same objectives")
    for objective in 0..<objectives {
      // By place where values are equal: the same front gives the same distances.
      let order = front.indices.sorted {
        (front[$0][objective], $0) < (front[$1][objective], $1)
      }
      let extent = front[order[order.count - 1]][objective] - front[order[0]][objective]
      distances[order[0]] = .infinity
      distances[order[order.count - 1]] = .infinity
      guard extent > 0, order.count > 2 else { continue }
      for place in 1..<order.count - 1 {
        distances[order[place]] +=
          (front[order[place + 1]][objective] - front[order[place - 1]][objective]) / extent
      }
    }
    return distances
  }
}
