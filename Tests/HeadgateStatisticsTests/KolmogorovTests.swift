import HeadgateStatistics
import Testing

@Suite struct KolmogorovTests {
  struct Argument: Decodable { var lambda: Double }
  struct Sample: Decodable { var x: [Double] }
  struct OneSample: Decodable { var D: Double, p: Double }

  @Test("The limiting distribution is that of the reference")
  func limit() throws {
    for vector in try ReferenceVector<Argument, Double>.all("kolmogorov_sf") {
      vector.expect(KolmogorovDistribution.upperTail(vector.inputs.lambda), vector.expected)
    }
  }

  @Test("One sample against the exponential is as far, and as unlikely, as the reference says")
  func oneSample() throws {
    let vectors = try ReferenceVector<Sample, OneSample>.all("ks_one_sample_exponential_unit")
    #expect(vectors.map(\.id).sorted() == ["ks1_exp_asymp", "ks1_exp_exact"])
    for vector in vectors {
      let sample = vector.inputs.x
      let distance = KolmogorovSmirnov.statistic(sample) { 1 - SpecialFunctions.exp(-$0) }
      vector.expect(distance, vector.expected.D)
      vector.expect(
        vector.id == "ks1_exp_exact"
          ? KolmogorovDistribution.upperTail(ofDistance: distance, count: sample.count)
          : KolmogorovDistribution.upperTail(distance * Double(sample.count).squareRoot()),
        vector.expected.p)
    }
  }

  @Test("One value lies at most d away with probability 2d − 1, two as 2d² − … says")
  func small() {
    for d in [0.5, 0.6, 0.75, 0.9] {
      #expect(
        (KolmogorovDistribution.upperTail(ofDistance: d, count: 1) - (2 - 2 * d)).magnitude < 1e-14)
      #expect(
        (KolmogorovDistribution.upperTail(ofDistance: d, count: 2) - 2 * (1 - d) * (1 - d))
          .magnitude < 1e-14)
    }
    #expect(KolmogorovDistribution.upperTail(ofDistance: 0.01, count: 10) == 1)
    #expect(KolmogorovDistribution.upperTail(ofDistance: 1, count: 10) == 0)
  }

  @Test("Large samples come to the limit")
  func large() {
    let exact = KolmogorovDistribution.upperTail(ofDistance: 0.03, count: 2_000)
    let limit = KolmogorovDistribution.upperTail(
      0.03 * 2_000.0.squareRoot() + 1 / (6 * 2_000.0.squareRoot()))
    #expect((exact / limit - 1).magnitude < 0.005)
  }

  @Test("The limiting distribution's two series meet")
  func series() {
    let below = KolmogorovDistribution.upperTail(1 - 1e-12)
    #expect((below - KolmogorovDistribution.upperTail(1)).magnitude < 1e-11)
    #expect(KolmogorovDistribution.upperTail(0) == 1)
  }

  @Test("The exact two-sample p value counts every split once")
  func everySplit() {
    let (x, y) = ([1.0, 3, 4, 9], [2.0, 5, 6, 7, 8, 10])
    let (a, b) = (EmpiricalDistribution(x), EmpiricalDistribution(y))
    let all = (x + y).sorted()
    let distance = KolmogorovSmirnov.statistic(a, b)
    let distances = (0..<1 << 10).compactMap { choice -> Double? in
      let first = (0..<10).filter { choice >> $0 & 1 == 1 }.map { all[$0] }
      guard first.count == 4 else { return nil }
      let second = all.filter { !first.contains($0) }
      return KolmogorovSmirnov.statistic(
        EmpiricalDistribution(first), EmpiricalDistribution(second))
    }
    let far = distances.count { $0 >= distance - 1e-12 }
    #expect(
      (KolmogorovSmirnov.exactPValue(a, b) - Double(far) / Double(distances.count)).magnitude
        < 1e-14)
  }
}
