import HeadgateStatistics
import Testing

@Suite struct ExplainedVarianceTests {
  private static func points(_ value: (Double, Double) -> Double) -> (
    first: Double, second: Double
  ) {
    var random = Xoshiro256PlusPlus(seed: 9)
    let points = (0..<800).map { _ in (random.unit(), random.unit()) }
    let values = points.map(value)
    return (
      ExplainedVariance.share(zip(points, values).map { ($0.0, $1) }),
      ExplainedVariance.share(zip(points, values).map { ($0.1, $1) })
    )
  }

  @Test("A coordinate that alone decides explains all but what lies within its groups")
  func alone() {
    let share = Self.points { x, _ in x * x * x }
    #expect(share.first > 0.98 && share.second < 0.02)
  }

  @Test("Coordinates that add up share as their variances do")
  func sum() {
    // Variances 1/12 and 4/12: a fifth and four fifths.
    let share = Self.points { x, y in x + 2 * y }
    #expect((share.first - 0.2).magnitude < 0.04)
    #expect((share.second - 0.8).magnitude < 0.04)
  }

  @Test("What only acts together explains nothing by itself")
  func interaction() {
    let share = Self.points { x, y in (x - 0.5) * (y - 0.5) }
    #expect(share.first < 0.03 && share.second < 0.03)
  }

  @Test("Too few points, or such as do not vary, explain nothing")
  func nothing() {
    #expect(ExplainedVariance.share([(0.1, 1), (0.2, 2)]) == 0)
    #expect(ExplainedVariance.share((0..<20).map { (Double($0) / 20, 3) }) == 0)
  }
}
