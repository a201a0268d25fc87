import HeadgateStatistics

/// Functions whose best points are known.
enum TestFunctions {
  /// 0 at 0.3 in every coordinate.
  static func sphere(_ point: [Double]) -> Double {
    point.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) }
  }

  /// Rosenbrock's valley over [−2, 2)ᵈ: 0 where every coordinate is 1, here 0.75.
  static func rosenbrock(_ point: [Double]) -> Double {
    let x = point.map { 4 * $0 - 2 }
    return zip(x, x.dropFirst()).reduce(0) { sum, pair in
      let (a, b) = (pair.1 - pair.0 * pair.0, 1 - pair.0)
      return sum + 100 * a * a + b * b
    }
  }

  /// ZDT1 (Zitzler, Deb and Thiele, 2000): the front is f₂ = 1 − √f₁.
  static func zdt1(_ point: [Double]) -> [Double] {
    let g = 1 + 9 * point.dropFirst().reduce(0, +) / Double(point.count - 1)
    return [point[0], g * (1 - (point[0] / g).squareRoot())]
  }
}

extension DifferentialEvolution {
  /// Goes on for some generations; what each asked for.
  @discardableResult
  mutating func run(
    _ generations: Int, _ appraise: ([Double]) -> Appraisal
  ) -> [[[Double]]] {
    (0..<generations).map { generation in
      let points = ask()
      tell(
        points.enumerated().map {
          SearchMember(
            id: generation * points.count + $0, point: $1, appraisal: appraise($1))
        })
      return points
    }
  }
}

extension GDE3 {
  /// Goes on for some generations; what each asked for.
  @discardableResult
  mutating func run(
    _ generations: Int, _ appraise: ([Double]) -> Appraisal
  ) -> [[[Double]]] {
    (0..<generations).map { generation in
      let points = ask()
      tell(
        points.enumerated().map {
          SearchMember(
            id: generation * points.count + $0, point: $1, appraisal: appraise($1))
        })
      return points
    }
  }
}
