import HeadgateCore
import Testing

@Suite("Random walks")
struct RandomWalkTests {
  #if DEBUG
    private static let walksPerGroup: UInt64 = 40
  #else
    private static let walksPerGroup: UInt64 = 400
  #endif

  @Test(
    "Whatever happens in whatever order, every rule holds after every step, and all jobs end",
    arguments: 0..<UInt64(10))
  func everyRuleHolds(group: UInt64) {
    for seed in (group * 1_000_000)..<(group * 1_000_000 + Self.walksPerGroup) {
      var walk = Walk(seed: seed)
      walk.run()
      guard walk.broken.isEmpty else {
        Issue.record("\(walk.report)")
        return
      }
    }
  }

  @Test("N3: the same inputs give the same digest, other inputs another one")
  func sameDigest() {
    var digests: Set<String> = []
    for seed in UInt64(0)..<50 {
      var first = Walk(seed: seed)
      var second = Walk(seed: seed)
      first.run()
      second.run()
      #expect(first.digest == second.digest)
      digests.insert(first.digest)
    }
    #expect(digests.count == 50)
  }
}
