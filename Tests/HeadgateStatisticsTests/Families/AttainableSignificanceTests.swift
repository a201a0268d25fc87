import HeadgateStatistics
import Testing

@Suite struct AttainableSignificanceTests {
  @Test("The smallest p value is that of pairs or samples wholly apart")
  func smallest() throws {
    for count in 1...12 {
      let apart = (1...count).map(Double.init)
      #expect(
        AttainableSignificance.paired(pairs: count) == SignedRankTest(apart)?.twoSidedPValue)
      for other in 1...8 {
        let test = try #require(MannWhitneyTest(apart, (20..<20 + other).map(Double.init)))
        let smallest = AttainableSignificance.unpaired(count, other)
        #expect((test.twoSidedPValue - smallest).magnitude <= 8 * smallest.ulp)
      }
    }
    #expect(AttainableSignificance.paired(pairs: 10) == 2.0 / 1024)
    #expect(AttainableSignificance.paired(pairs: 0) == 1)
    #expect(AttainableSignificance.unpaired(0, 5) == 1)
  }

  @Test(
    "So many runs does significance take",
    arguments: [
      (1.0, 1, 1), (0.05, 6, 4), (0.01, 8, 5), (0.05 / 12, 9, 6), (2.0 / 64, 6, 4),
      (2.0 / 70, 7, 4), (0.001, 11, 7),
    ])
  func needed(level: Double, pairs: Int, runs: Int) {
    #expect(AttainableSignificance.pairsNeeded(level: level) == pairs)
    #expect(AttainableSignificance.runsNeeded(level: level) == runs)
    #expect(AttainableSignificance.paired(pairs: pairs) <= level)
    #expect(pairs == 1 || AttainableSignificance.paired(pairs: pairs - 1) > level)
    #expect(runs == 1 || AttainableSignificance.unpaired(runs - 1, runs - 1) > level)
  }
}
