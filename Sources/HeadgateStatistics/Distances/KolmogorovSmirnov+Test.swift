extension KolmogorovSmirnov {
  /// D = sup |F(x) − G(x)| of a sample and a continuous distribution.
  public static func statistic(
    _ sample: some Sequence<Double>, cumulative: (Double) -> Double
  ) -> Double {
    let sorted = sample.sorted()
    precondition(!sorted.isEmpty, "an empty sample has no distribution")
    let n = Double(sorted.count)
    return sorted.enumerated().reduce(0) { largest, place in
      let value = cumulative(place.element)
      return max(
        largest, Double(place.offset + 1) / n - value, value - Double(place.offset) / n)
    }
  }

  /// The smallest value at which the two distribution functions lie furthest apart.
  public static func location(_ a: EmpiricalDistribution, _ b: EmpiricalDistribution) -> Double {
    let points = (a.values + b.values).sorted()
    let gaps = zip(a.shares(atOrBelow: points), b.shares(atOrBelow: points)).map {
      ($0 - $1).magnitude
    }
    return zip(gaps, points).reduce((0, points[0])) { $1.0 > $0.0 ? $1 : $0 }.1
  }

  /// P(D ≥ d) of two independent samples from one continuous distribution, by counting lattice paths
  /// (Hodges, 1958): O(n·m). Of no use for the latencies of one run, which are not independent.
  public static func exactPValue(
    _ a: EmpiricalDistribution, _ b: EmpiricalDistribution
  ) -> Double {
    let (n, m) = (Int(a.total), Int(b.total))
    precondition(n + m <= 1_000, "the paths of so many values are no numbers any more")
    let reach = (statistic(a, b) * Double(n * m)).rounded()
    // All paths to a point, and those that have been as far apart as the samples.
    var all = [Double](repeating: 1, count: m + 1)
    var far = [Double](repeating: 0, count: m + 1)
    for i in 0...n {
      for j in 0...m {
        if i > 0, j > 0 { all[j] += all[j - 1] }
        if Double((i * m - j * n).magnitude) >= reach {
          far[j] = all[j]
        } else if j > 0 {
          far[j] = (i > 0 ? far[j] : 0) + far[j - 1]
        }
      }
    }
    return far[m] / all[m]
  }

  /// The same from the one-sample distribution of nm/(n+m) values, rounded, where there are too
  /// many to count.
  public static func approximatePValue(
    _ a: EmpiricalDistribution, _ b: EmpiricalDistribution
  ) -> Double {
    let (n, m) = (Double(a.total), Double(b.total))
    let count = (n * m / (n + m)).rounded(.toNearestOrEven)
    return KolmogorovDistribution.upperTail(
      ofDistance: statistic(a, b), count: max(1, Int(count)))
  }
}
