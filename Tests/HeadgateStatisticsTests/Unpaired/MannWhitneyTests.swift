import HeadgateStatistics
import Testing

@Suite struct MannWhitneyTests {
  struct Samples: Decodable { var x: [Double], y: [Double] }
  struct Expected: Decodable {
    struct Permutation: Decodable {
      var less: Double
      var greater: Double
      var deviation: Double
      var doubled: Double

      private enum CodingKeys: String, CodingKey {
        case less = "p_less"
        case greater = "p_greater"
        case deviation = "p_two_sided_abs_dev"
        case doubled = "p_two_sided_doubled"
      }
    }

    var u1: Double
    var u2: Double
    var hasTies: Bool
    /// Missing where the reference did not compute it.
    var permutation: Permutation?
    var exactTwoSided: Double?
    var exactLess: Double?
    var exactGreater: Double?
    var correctedTwoSided: Double
    var correctedLess: Double
    var correctedGreater: Double
    var plainTwoSided: Double
    var plainLess: Double
    var plainGreater: Double
    var cliffsDelta: Double
    var superiority: Double

    private enum CodingKeys: String, CodingKey {
      case u1 = "U1"
      case u2 = "U2"
      case hasTies = "has_ties"
      case permutation = "p_exact_permutation_midrank"
      case exactTwoSided = "p_exact_two_sided"
      case exactLess = "p_exact_less"
      case exactGreater = "p_exact_greater"
      case correctedTwoSided = "p_normal_cc_two_sided"
      case correctedLess = "p_normal_cc_less"
      case correctedGreater = "p_normal_cc_greater"
      case plainTwoSided = "p_normal_nocc_two_sided"
      case plainLess = "p_normal_nocc_less"
      case plainGreater = "p_normal_nocc_greater"
      case cliffsDelta = "cliffs_delta_x_over_y"
      case superiority = "vargha_delaney_A12"
    }
  }
  struct Counts: Decodable { var n1: Int, n2: Int }
  struct NullExpected: Decodable {
    var counts: [Double]
    var total: Double
    var smallest: Double

    private enum CodingKeys: String, CodingKey {
      case counts, total
      case smallest = "min_two_sided_p"
    }
  }

  @Test("U and its exact p values are those of the reference, with ties and without")
  func exact() throws {
    for vector in try ReferenceVector<Samples, Expected>.all("mann_whitney_u") {
      let expected = vector.expected
      let test = try #require(MannWhitneyTest(vector.inputs.x, vector.inputs.y))
      #expect(test.isExact == (vector.inputs.x.count + vector.inputs.y.count <= 100))
      #expect(test.hasTies == expected.hasTies)
      vector.expect(test.u, expected.u1)
      vector.expect(MannWhitneyTest(vector.inputs.y, vector.inputs.x)?.u, expected.u2)
      if let permutation = expected.permutation {
        vector.expect(test.pValues.less, permutation.less)
        vector.expect(test.pValues.greater, permutation.greater)
        vector.expect(test.twoSidedPValue, permutation.doubled)
        vector.expect(test.deviationPValue, permutation.deviation)
      }
      if let exact = expected.exactTwoSided { vector.expect(test.twoSidedPValue, exact) }
      if let exact = expected.exactLess { vector.expect(test.pValues.less, exact) }
      if let exact = expected.exactGreater { vector.expect(test.pValues.greater, exact) }
    }
  }

  @Test("The normal approximation is that of the reference")
  func normal() throws {
    for vector in try ReferenceVector<Samples, Expected>.all("mann_whitney_u") {
      let expected = vector.expected
      let test = try #require(MannWhitneyTest(vector.inputs.x, vector.inputs.y))
      let corrected = test.normalApproximation()
      vector.expect(corrected.twoSided, expected.correctedTwoSided)
      vector.expect(corrected.less, expected.correctedLess)
      vector.expect(corrected.greater, expected.correctedGreater)
      let plain = test.normalApproximation(correctingContinuity: false)
      vector.expect(plain.twoSided, expected.plainTwoSided)
      vector.expect(plain.less, expected.plainLess)
      vector.expect(plain.greater, expected.plainGreater)
    }
  }

  @Test("Cliff's delta and the probability of superiority are those of the reference")
  func effects() throws {
    for vector in try ReferenceVector<Samples, Expected>.all("mann_whitney_u") {
      let test = try #require(MannWhitneyTest(vector.inputs.x, vector.inputs.y))
      vector.expect(test.cliffsDelta, vector.expected.cliffsDelta)
      vector.expect(test.probabilityOfSuperiority, vector.expected.superiority)
    }
  }

  @Test(
    "The null distribution's counts are those of the reference, and end at its smallest p value")
  func nullCounts() throws {
    for vector in try ReferenceVector<Counts, NullExpected>.all("mann_whitney_null_counts") {
      let (n, m) = (vector.inputs.n1, vector.inputs.n2)
      let distribution = RankSumDistribution(first: n, second: m)
      #expect(distribution.counts == vector.expected.counts)
      #expect(distribution.total == vector.expected.total)
      #expect(
        (AttainableSignificance.unpaired(n, m) - vector.expected.smallest).magnitude
          <= 4 * vector.expected.smallest.ulp)
    }
  }

  @Test("With ties every split of the ranks counts once")
  func everySplit() throws {
    let (x, y) = ([1.0, 1, 2, 5], [1.0, 2, 2, 3, 5, 5])
    let test = try #require(MannWhitneyTest(x, y))
    let all = x + y
    // U of every choice of four of the ten, by comparing all pairs.
    let us = (0..<1 << all.count).compactMap { choice -> Double? in
      let isFirst = all.indices.map { choice >> $0 & 1 == 1 }
      guard isFirst.count(where: { $0 }) == x.count else { return nil }
      return all.indices.filter { isFirst[$0] }.reduce(0) { sum, i in
        all.indices.filter { !isFirst[$0] }.reduce(sum) {
          $0 + (all[i] > all[$1] ? 1 : all[i] == all[$1] ? 0.5 : 0)
        }
      }
    }
    let total = Double(us.count)
    #expect(us.count == 210)
    #expect(test.pValues.less == Double(us.count { $0 <= test.u }) / total)
    #expect(test.pValues.greater == Double(us.count { $0 >= test.u }) / total)
    let far = us.count { ($0 - 12).magnitude >= (test.u - 12).magnitude }
    #expect(test.deviationPValue == Double(far) / total)
  }

  @Test("Beyond a hundred values the test is the normal one, near what the exact one would be")
  func large() throws {
    let x = (0..<50).map { Double($0 * 7 % 50) }
    let y = (0..<50).map { Double($0 * 7 % 50) + 5.25 }
    let exact = try #require(MannWhitneyTest(x, y))
    #expect(exact.isExact)
    #expect(
      (exact.twoSidedPValue / exact.normalApproximation().twoSided - 1).magnitude < 0.05)
    let beyond = try #require(MannWhitneyTest(x, y + [20]))
    #expect(!beyond.isExact)
    #expect(beyond.pValues == beyond.normalApproximation())
  }

  @Test("Equal values differ in nothing, and an empty sample is not tested")
  func degenerate() {
    #expect(MannWhitneyTest([2, 2, 2], [2, 2])?.twoSidedPValue == 1)
    #expect(MannWhitneyTest([2, 2, 2], [2, 2])?.normalApproximation().twoSided == 1)
    #expect(MannWhitneyTest([2, 2, 2], [2, 2])?.cliffsDelta == 0)
    #expect(MannWhitneyTest([], [1]) == nil)
    #expect(MannWhitneyTest([1], []) == nil)
  }

  @Test func `a null distribution made once gives what one made anew gives`() throws {
    let first = [1.0, 4, 6, 7, 11]
    let second = [2.0, 3, 5, 8, 9, 10]
    let untied = RankSumDistribution(first: 5, second: 6)
    #expect(MannWhitneyTest(first, second, untied: untied) == MannWhitneyTest(first, second))
    #expect(
      HodgesLehmannShift(first, second, untied: untied) == HodgesLehmannShift(first, second))
    let tied = second.map { $0 == 2 ? 4 : $0 }
    #expect(MannWhitneyTest(first, tied, untied: untied) == MannWhitneyTest(first, tied))
  }

  @Test func `samples with ties beyond their limit are approximated, others are not`() throws {
    let tied = try #require(MannWhitneyTest([1, 2, 2], [2, 3, 4], tiedLimit: 5))
    #expect(!tied.isExact)
    #expect(tied.pValues == tied.normalApproximation())
    #expect(try #require(MannWhitneyTest([1, 2, 2], [2, 3, 4], tiedLimit: 6)).isExact)
    #expect(try #require(MannWhitneyTest([1, 2, 5], [7, 3, 4], tiedLimit: 5)).isExact)
  }
}
