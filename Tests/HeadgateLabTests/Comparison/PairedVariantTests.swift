import HeadgateLab
import HeadgateModel
import Testing

@Suite struct PairedVariantTests {
  private func variant(_ baseline: Side, _ candidate: Side) throws -> VariantComparison {
    try #require(RunComparison(baseline, candidate).variants.first)
  }

  @Test func `the same digests and figures are identical, and nothing else is said`() throws {
    let side = Side.one(["throughput": [1, 2], "latency.p99": [3, 4]])
    let variant = try variant(side, side)
    #expect(variant.basis == .identical)
    #expect(variant.identicalPairs == 2)
    #expect(variant.metrics.isEmpty)
  }

  @Test func `one digest apart, the figures are compared pair by pair`() throws {
    let before = Side.one(["throughput": [1, 2]])
    var after = before
    after.variants[0].replications[1].digest = "other"
    let variant = try variant(before, after)
    #expect(variant.basis == .paired)
    #expect(variant.identicalPairs == 1)
    #expect(variant.metrics.map(\.outcome) == [.identical])
  }

  @Test func `the same events counted otherwise are no identity`() throws {
    let variant = try variant(
      .one(["latency.mean": [1, 2]]), .one(["latency.mean": [1.5, 2]]))
    #expect(variant.basis == .paired)
    #expect(variant.identicalPairs == 2)
  }

  @Test func `pairs are of one replication number, and what has no partner is left out`() throws {
    let before = Side.one(["latency.mean": [10, 20, 30, 40]])
    var after = Side.one(["latency.mean": [11, 22, 33, 44]], digest: "e")
    after.variants[0].replications.removeFirst()
    after.variants[0].replications.reverse()
    let metric = try #require(try variant(before, after).metric("latency.mean"))
    #expect(metric.baselineValues == [40, 30, 20])
    #expect(metric.candidateValues == [44, 33, 22])
    #expect(try variant(before, after).candidateCount == 3)
  }

  @Test func `swapping the sides swaps better and worse`() throws {
    let low: KeyValuePairs = ["throughput": [10.0, 10.1, 9.9], "latency.p99": [1, 1.01, 0.99]]
    let high: KeyValuePairs = [
      "throughput": [11.0, 11.2, 10.9], "latency.p99": [1.2, 1.21, 1.19],
    ]
    let forth = try variant(.one(low), .one(high, digest: "e"))
    let back = try variant(.one(high, digest: "e"), .one(low))
    #expect(forth.metrics.map(\.outcome) == [.better, .worse])
    #expect(back.metrics.map(\.outcome) == [.worse, .better])
  }

  @Test func `the same share in every pair is exact: an estimate without a test`() throws {
    let before = Side.one(["latency.p50": [1, 2, 4]])
    let after = Side.one(["latency.p50": [1.5, 3, 6]], digest: "e")
    let metric = try #require(try variant(before, after).metric("latency.p50"))
    #expect(metric.isRatio)
    #expect((metric.estimate - 0.5).magnitude < 1e-12)
    #expect(metric.pValue == nil && metric.adjustedPValue == nil)
    #expect(metric.outcome == .worse)
    #expect(metric.margin == 0.02)
  }

  @Test func `p values are adjusted over the variant's table`() throws {
    let before = Side.one([
      "throughput": [10, 11, 12, 13], "latency.mean": [1, 2, 3, 4], "latency.p99": [5, 5, 5, 5],
    ])
    let after = Side.one(
      [
        "throughput": [10.2, 11.1, 12.2, 13.1], "latency.mean": [1.1, 1.9, 3.2, 4.1],
        "latency.p99": [5, 5, 5, 5],
      ], digest: "e")
    let metrics = try variant(before, after).metrics
    let tested = metrics.compactMap(\.pValue).sorted()
    let adjusted = metrics.compactMap(\.adjustedPValue).sorted()
    #expect(tested.count == 2)
    // Benjamini and Hochberg: min(p₍₂₎, 2 p₍₁₎), p₍₂₎; what has no p value is not in the family.
    #expect(adjusted == [min(2 * tested[0], tested[1]), tested[1]])
    #expect(metrics[2].outcome == .identical && metrics[2].adjustedPValue == nil)
  }

  @Test func `a metric that one side has no sample of decides nothing and is not dropped`() throws {
    let before = Side.one(["throughput": [1, 2], "latency.p99": [3, 4], "offered": [5, 6]])
    let after = Side.one(["throughput": [1, 2], "offered": [5, 6]], digest: "e")
    let there = try variant(before, after)
    #expect(there.metrics.map(\.name) == ["throughput", "latency.p99", "offered"])
    #expect(there.metrics[1].outcome == .inconclusive)
    #expect(there.metrics[1].candidateValues.isEmpty && there.metrics[1].candidateMean.isNaN)
    let back = try variant(after, before)
    #expect(back.metrics.map(\.name) == ["throughput", "latency.p99", "offered"])
    #expect(back.metrics[1].baselineValues.isEmpty && back.metrics[1].estimate.isNaN)
  }

  @Test func `a count of lost jobs is judged against a tenth of a percent of the offered`() throws {
    let before = Side.one(["offered": [1000, 1000], "failed": [0, 0]])
    let after = Side.one(["offered": [1000, 1000], "failed": [2, 2]], digest: "e")
    let metric = try #require(try variant(before, after).metric("failed"))
    #expect(metric.margin == 1)
    #expect(!metric.isRatio && metric.estimate == 2)
    #expect(metric.outcome == .worse)
  }

  @Test func `too few pairs say how many would do`() throws {
    let before = Side.one(["latency.mean": [1, 1, 1]])
    let after = Side.one(["latency.mean": [1.1, 0.9, 1.05]], digest: "e")
    let metric = try #require(try variant(before, after).metric("latency.mean"))
    #expect(metric.outcome == .inconclusive)
    #expect(try #require(metric.replicationsNeeded) > 3)
    #expect(try #require(metric.minimumDetectableEffect) > 0.02)
  }
}
