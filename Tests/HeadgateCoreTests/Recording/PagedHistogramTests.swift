import HeadgateCore
import Testing

@Suite("Histograms of windows")
struct PagedHistogramTests {
  @Test("They say what a whole histogram of the same values says, to the last bit")
  func sameFigures() {
    for count in [1, 2, 3, 100, 5000] {
      var random = SplitMix64(seed: UInt64(count))
      var whole = LatencyHistogram()
      var paged = PagedHistogram()
      defer {
        whole.deallocate()
        paged.deallocate()
      }
      for _ in 0..<count {
        let value = Nanoseconds(random.next() >> UInt64(1 + random.below(62)))
        whole.record(value)
        paged.record(value)
      }
      #expect(paged.count == whole.count && paged.sum == whole.sum)
      #expect(paged.mean == whole.mean && paged.maximum == whole.maximum)
      for permille in 0...1000 {
        let q = Double(permille) / 1000
        #expect(paged.quantile(q) == whole.quantile(q))
      }
    }
  }

  @Test("Without a value they read 0")
  func empty() {
    let empty = PagedHistogram()
    #expect(empty.count == 0 && empty.mean == 0 && empty.quantile(0.5) == 0)
  }
}
