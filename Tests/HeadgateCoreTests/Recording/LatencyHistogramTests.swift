import HeadgateCore
import Testing

@Suite("Latency histograms")
struct LatencyHistogramTests {
  private func filled(_ values: [Nanoseconds]) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for value in values { histogram.record(value) }
    return histogram
  }

  /// Values of all sizes, from nanoseconds to years.
  private func values(count: Int, seed: UInt64) -> [Nanoseconds] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in Nanoseconds(random.next() >> UInt64(1 + random.below(62))) }
  }

  @Test("Buckets cover every value once, and none is wider than 1/1,024 of its values")
  func buckets() {
    var next: Nanoseconds = 0
    for bucket in 0..<30_000 {
      let range = LatencyHistogram.range(of: bucket)
      guard
        range.lowerBound == next,
        (range.upperBound - range.lowerBound) * 1024 <= range.lowerBound,
        LatencyHistogram.bucket(of: range.lowerBound) == bucket,
        LatencyHistogram.bucket(of: range.upperBound) == bucket
      else {
        Issue.record("bucket \(bucket) is \(range)")
        return
      }
      next = range.upperBound + 1
    }
    let last = LatencyHistogram.bucket(of: .max)
    #expect(LatencyHistogram.range(of: last).upperBound == .max)
  }

  @Test("Quantiles are at the nearest rank, within half a bucket of the sorted values")
  func quantiles() {
    for count in [1, 2, 3, 10, 99, 100, 101, 1000, 20_000] {
      let values = values(count: count, seed: UInt64(count))
      let sorted = values.sorted()
      let histogram = filled(values)
      defer { histogram.deallocate() }
      for permille in [1, 10, 250, 500, 750, 900, 950, 990, 999, 1000] {
        // ⌈q·n⌉ in whole numbers.
        let rank = max(1, (permille * count + 999) / 1000)
        let exact = sorted[rank - 1]
        let value = histogram.quantile(Double(permille) / 1000)
        #expect((value - exact).magnitude * 1024 <= exact.magnitude)
        if rank == count { #expect(value == exact) }
      }
      #expect(histogram.maximum == sorted.last)
    }
  }

  @Test("Mean, sum and count are exact")
  func exactSums() {
    let values = values(count: 10_000, seed: 1)
    let histogram = filled(values)
    defer { histogram.deallocate() }
    let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
    #expect(histogram.count == 10_000)
    #expect(histogram.sum == sum)
    #expect(histogram.mean == Double(sum) / 10_000)
  }

  @Test(
    "Merging gives the histogram of all the values", arguments: [(10, 5000), (5000, 10), (0, 9)])
  func merging(first: Int, second: Int) {
    let (a, b) = (values(count: first, seed: 1), values(count: second, seed: 2).map { $0 >> 20 })
    var merged = filled(a)
    let other = filled(b)
    let whole = filled(a + b)
    defer {
      merged.deallocate()
      other.deallocate()
      whole.deallocate()
    }
    merged.merge(other)
    #expect(merged.occupied() == whole.occupied())
    #expect(merged.count == whole.count)
    #expect(merged.sum == whole.sum)
    #expect(merged.maximum == whole.maximum)
  }

  @Test("An empty histogram answers 0")
  func empty() {
    let histogram = LatencyHistogram()
    defer { histogram.deallocate() }
    #expect(histogram.quantile(0.5) == 0)
    #expect(histogram.mean == 0)
    #expect(histogram.occupied().indexes == [])
  }
}
