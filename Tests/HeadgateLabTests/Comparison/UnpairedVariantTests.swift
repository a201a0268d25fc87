import HeadgateLab
import HeadgateModel
import Testing

@Suite struct UnpairedVariantTests {
  private func metric(
    _ name: String, _ before: [Double], _ after: [Double], mode: RunMode = .live
  ) throws -> MetricComparison {
    let comparison = RunComparison(
      .one([name: before], mode: mode), .one([name: after], mode: mode))
    let variant = try #require(comparison.variants.first)
    #expect(variant.basis == .unpaired)
    #expect(variant.identicalPairs == 0)
    return try #require(variant.metrics.first)
  }

  @Test func `universes of another seed are independent`() throws {
    let before = Side.one(["latency.mean": [1, 1.1, 0.9, 1.05]])
    let after = Side.one(["latency.mean": [2, 2.1, 1.9, 2.05]], seed: 8)
    let comparison = RunComparison(before, after)
    #expect(comparison.caveats == [.differentSeed])
    let variant = try #require(comparison.variants.first)
    #expect(variant.basis == .unpaired)
    // 2/C(8, 4).
    #expect(try #require(variant.metrics[0].pValue?.rounded(to: 12)) == (2.0 / 70).rounded(to: 12))
    #expect(variant.metrics[0].outcome == .worse)
  }

  @Test func `measured results are never identical, not even with the same digests`() throws {
    let metric = try metric("latency.mean", [1, 2, 3, 4], [1, 2, 3, 4])
    #expect(metric.outcome == .inconclusive)
    #expect(metric.estimate == 0)
  }

  @Test(arguments: [(3, 3), (2, 7), (1, 30)])
  func `where no difference could be significant, that is said, and what it takes`(
    first: Int, second: Int
  ) throws {
    let metric = try metric(
      "latency.mean", (0..<first).map { 1 + Double($0) / 100 },
      (0..<second).map { 9 + Double($0) / 100 })
    #expect(metric.outcome == .unreachable)
    #expect(metric.replicationsNeeded == 4)
  }

  @Test func `four a side are enough for the largest difference there can be`() throws {
    let metric = try metric("latency.mean", [1, 2, 3, 4], [5, 6, 7, 8])
    #expect(metric.outcome == .worse)
    #expect(metric.replicationsNeeded == nil)
  }

  @Test func `a shift that is there but within the margin is small`() throws {
    let before = (0..<8).map { 1 + Double($0) / 10_000 }
    let metric = try metric("latency.p99", before, before.map { $0 * 1.01 })
    #expect(metric.outcome == .small)
    #expect(metric.isRatio)
    #expect((metric.estimate - 0.01).magnitude < 0.001)
    #expect(try #require(metric.low) < 0.01 && #require(metric.high) > 0.01)
  }

  @Test func `samples that overlap decide nothing`() throws {
    let metric = try metric("latency.p99", [1, 2, 3, 4, 5], [1.5, 2.5, 3.5, 4.5, 0.5])
    #expect(metric.outcome == .inconclusive)
    #expect(try #require(metric.pValue) > 0.05)
  }

  @Test func `what never varies is equal`() throws {
    let metric = try metric("failed", [0, 0, 0], [0, 0, 0])
    #expect(metric.outcome == .identical)
    #expect(metric.pValue == nil)
  }

  @Test func `rates are better higher, and values that are not positive are told as differences`()
    throws
  {
    #expect(try metric("throughput", [1, 2, 3, 4], [5, 6, 7, 8]).outcome == .better)
    let metric = try metric("latency.mean", [0, 2, 3, 4], [5, 6, 7, 8])
    #expect(!metric.isRatio)
    #expect(metric.estimate == 4)
    #expect(metric.margin == 0.02 * 2.25)
  }
}

extension Double {
  fileprivate func rounded(to decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    return (self * unit).rounded() / unit
  }
}
