import HeadgateStatistics
import Testing

@Suite struct RaceTests {
  @Test("Nobody is given up before the second replication")
  func patience() {
    #expect(!Race().isLost([5]))
    #expect(Race().isLost([5, 5]))
    #expect(!Race(patience: 3).isLost([5, 5]))
  }

  @Test("A candidate is given up when its mean loss exceeds 1.2 standard errors")
  func bound() {
    // Mean 1; variance ((a−1)² + 0 + (a−1)²) / 2 with a = 1 ± s is s², the standard error s/√3.
    // 1.2 s/√3 = 1 at s = 1.4434.
    #expect(Race().isLost([1 - 1.44, 1, 1 + 1.44]))
    #expect(!Race().isLost([1 - 1.45, 1, 1 + 1.45]))
  }

  @Test("A candidate that is better in the mean is never given up")
  func better() {
    #expect(!Race().isLost([-1, -1, -1]))
    #expect(!Race().isLost([0, 0, 0]))
    #expect(!Race().isLost([3, -2, -2, 0.9]))
  }

  @Test("A replication without a sample loses the race")
  func missing() {
    #expect(Race().isLost([-1, .infinity, -1]))
  }
}
