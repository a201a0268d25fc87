import HeadgateCore
import HeadgateStatistics
import Testing

@Suite struct DistanceTests {
  struct TwoSamples: Decodable, Sendable {
    var x: [Double]
    var y: [Double]
  }

  struct Distances: Decodable, Sendable {
    var D: Double
    var wasserstein1: Double
    var wasserstein1_normalised_by_mean_y: Double
    var location: Double
    var p_exact: Double
    var p_asymp: Double
    var energy_distance: Double
    var cvm_T: Double
    var cvm_p_asymptotic: Double
  }

  typealias Vector = ReferenceVector<TwoSamples, Distances>

  @Test("W1 and D are those of SciPy", arguments: try Vector.all("two_sample_distances"))
  func references(vector: Vector) {
    let (a, b) = (EmpiricalDistribution(vector.inputs.x), EmpiricalDistribution(vector.inputs.y))
    vector.expect(KolmogorovSmirnov.statistic(a, b), vector.expected.D)
    vector.expect(WassersteinDistance.first(a, b), vector.expected.wasserstein1)
    vector.expect(
      WassersteinDistance.first(a, b) / b.mean, vector.expected.wasserstein1_normalised_by_mean_y)
  }

  @Test(
    "Where D lies, its p values and the other distances are those of SciPy",
    arguments: try Vector.all("two_sample_distances"))
  func moreReferences(vector: Vector) throws {
    let expected = vector.expected
    let (a, b) = (EmpiricalDistribution(vector.inputs.x), EmpiricalDistribution(vector.inputs.y))
    vector.expect(KolmogorovSmirnov.location(a, b), expected.location)
    vector.expect(KolmogorovSmirnov.exactPValue(a, b), expected.p_exact)
    vector.expect(KolmogorovSmirnov.approximatePValue(a, b), expected.p_asymp)
    vector.expect(EnergyDistance.of(a, b), expected.energy_distance)
    let test = try #require(CramerVonMises(vector.inputs.x, vector.inputs.y))
    vector.expect(test.statistic, expected.cvm_T)
    vector.expect(test.asymptoticPValue, expected.cvm_p_asymptotic)
  }

  /// Small whole numbers, so that ties abound.
  private static func sample(_ random: inout SplitMix64, largest: UInt64 = 12) -> [Double] {
    (0..<Int(random.next() % 20) + 1).map { _ in Double(random.next() % (largest + 1)) }
  }

  private static func share(_ sample: [Double], atOrBelow point: Double) -> Double {
    Double(sample.count { $0 <= point }) / Double(sample.count)
  }

  @Test("On samples of whole numbers both are what their definitions give", arguments: 0..<200)
  func bruteForce(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let (x, y) = (Self.sample(&random), Self.sample(&random))
    let (a, b) = (EmpiricalDistribution(x), EmpiricalDistribution(y))
    let gaps = (0...12).map {
      (Self.share(x, atOrBelow: Double($0)) - Self.share(y, atOrBelow: Double($0))).magnitude
    }
    #expect((WassersteinDistance.first(a, b) - gaps.reduce(0, +)).magnitude < 1e-12)
    #expect((KolmogorovSmirnov.statistic(a, b) - gaps.max()!).magnitude < 1e-12)
    #expect(WassersteinDistance.first(a, b) == WassersteinDistance.first(b, a))
    #expect(
      WassersteinDistance.first(a, b) >= (a.mean - b.mean).magnitude - 1e-12)
  }

  @Test("With a tolerance D is the largest gap that remains at that distance", arguments: 0..<200)
  func tolerance(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let (x, y) = (Self.sample(&random), Self.sample(&random))
    for tolerance in [0.5, 1, 3] {
      // Distribution functions of whole numbers change at multiples of a half at most.
      let gaps = (0...60).map { step -> Double in
        let point = Double(step) / 4 - 1
        let near = point + tolerance
        return max(
          Self.share(x, atOrBelow: point) - Self.share(y, atOrBelow: near),
          Self.share(y, atOrBelow: point) - Self.share(x, atOrBelow: near), 0)
      }
      let found = KolmogorovSmirnov.statistic(
        EmpiricalDistribution(x), EmpiricalDistribution(y), tolerance: tolerance)
      #expect((found - gaps.max()!).magnitude < 1e-12)
    }
  }

  @Test("A shifted sample is its shift away, and has no difference of shape")
  func shift() {
    let a = EmpiricalDistribution([1, 2, 2, 5])
    let b = EmpiricalDistribution([1.5, 2.5, 2.5, 5.5])
    #expect(WassersteinDistance.first(a, b) == 0.5)
    #expect(WassersteinDistance.beyondShift(a, b) == 0)
    #expect(KolmogorovSmirnov.statistic(a, b) == 0.5)
    #expect(KolmogorovSmirnov.statistic(a, b, tolerance: 0.5) == 0)
    #expect(KolmogorovSmirnov.statistic(a, b, tolerance: 0.25) == 0.5)
  }

  @Test("Samples of one mean and another spread differ in shape alone")
  func shape() {
    let a = EmpiricalDistribution([0, 10])
    let b = EmpiricalDistribution([4, 6])
    #expect(WassersteinDistance.first(a, b) == 4)
    #expect(WassersteinDistance.beyondShift(a, b) == 4)
  }

  @Test("A sample is no distance from itself, and samples apart are wholly apart")
  func extremes() {
    let a = EmpiricalDistribution([3, 1, 2])
    #expect(WassersteinDistance.first(a, a) == 0)
    #expect(KolmogorovSmirnov.statistic(a, a) == 0)
    #expect(KolmogorovSmirnov.statistic(a, EmpiricalDistribution([7])) == 1)
    #expect(WassersteinDistance.first(a, EmpiricalDistribution([7])) == 5)
  }

  @Test("Counted values are the sample written out")
  func counted() {
    #expect(
      EmpiricalDistribution(values: [1, 4], counts: [3, 1])
        == EmpiricalDistribution([1, 4, 1, 1]))
    #expect(EmpiricalDistribution([1, 4, 1, 1]).mean == 1.75)
  }

  @Test("The median is the middle value, or the mean of the two middle ones")
  func median() {
    #expect(Median.of([]) == nil)
    #expect(Median.of([3]) == 3)
    #expect(Median.of([9, 1, 4]) == 4)
    #expect(Median.of([9, 1, 4, 2]) == 3)
  }
}
