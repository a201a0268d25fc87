import HeadgateStatistics
import Testing

@Suite struct ChangePointTests {
  struct Series: Decodable {
    var series: [Double]
    var window: Int
    var level: Double
    var magnitude: Double

    private enum CodingKeys: String, CodingKey {
      case series
      case window = "window_len"
      case level = "max_pvalue"
      case magnitude = "min_magnitude"
    }
  }
  struct Changes: Decodable {
    var indices: [Int]
    var p: [Double]
    var before: [Double]
    var after: [Double]
    var whole: Int
    var qhat: Double

    private enum CodingKeys: String, CodingKey {
      case indices, p
      case before = "mean_before"
      case after = "mean_after"
      case whole = "qhat_whole_series_argmax"
      case qhat = "qhat_whole_series"
    }
  }
  struct Small: Decodable { var series: [Double], alpha: Double }
  struct Split: Decodable {
    var index: Int
    var qhat: Double

    private enum CodingKeys: String, CodingKey {
      case qhat
      case index = "argmax_index"
    }
  }

  @Test("Changes of a history are those of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Series, Changes>.all("otava_change_points") {
      let input = vector.inputs
      let found = ChangePointSearch(
        window: input.window, level: input.level, minimumMagnitude: input.magnitude,
        minimumBefore: 0, minimumAfter: 0
      ).changePoints(input.series)
      #expect(found.map(\.index) == vector.expected.indices)
      for (place, point) in found.enumerated() {
        vector.expect(point.pValue, vector.expected.p[place])
        vector.expect(point.meanBefore, vector.expected.before[place])
        vector.expect(point.meanAfter, vector.expected.after[place])
      }
      let whole = try #require(EnergyDivergence(input.series))
      #expect(whole.index == vector.expected.whole)
      vector.expect(whole.qhat, vector.expected.qhat)
    }
  }

  @Test("The split of a short series is that of the reference")
  func divergence() throws {
    for vector in try ReferenceVector<Small, Split>.all("e_divisive_qhat") {
      try #require(vector.inputs.alpha == 1)
      let split = try #require(EnergyDivergence(vector.inputs.series))
      #expect(split.index == vector.expected.index)
      vector.expect(split.qhat, vector.expected.qhat)
    }
  }

  @Test("The split is the one that the definition gives", arguments: 0..<20)
  func definition(seed: Int) throws {
    var noise = Noise(seed: UInt64(seed))
    let series = (0..<11).map { noise.normal() + ($0 < 6 ? 0 : 1) }
    func mean(_ a: some Sequence<Double>, _ b: some Sequence<Double>) -> Double {
      let all = a.flatMap { x in b.map { (x - $0).magnitude } }
      return all.reduce(0, +) / Double(all.count)
    }
    var largest = -Double.infinity
    for split in 1..<series.count {
      for end in (split + 1)...series.count {
        let (x, y) = (series[..<split], series[split..<end])
        let (n, m) = (Double(x.count), Double(y.count))
        // E|X−X′| over different values.
        let within = { (z: ArraySlice<Double>, count: Double) -> Double in
          count > 1 ? mean(z, z) * count / (count - 1) : 0
        }
        let energy = 2 * mean(x, y) - within(x, n) - within(y, m)
        largest = max(largest, n * m / (n + m) * energy)
      }
    }
    let split = try #require(EnergyDivergence(series))
    #expect((split.qhat - largest).magnitude < 1e-10)
  }

  private func history(seed: UInt64, changeAt index: Int, by share: Double) -> [Double] {
    var noise = Noise(seed: seed)
    return (0..<60).map { 100 * ($0 < index ? 1 : 1 + share) * (1 + 0.01 * noise.normal()) }
  }

  @Test("A lasting change of 5 % is found where it happened, and a steady history has none")
  func found() {
    let search = ChangePointSearch()
    for seed in 0..<20 {
      let changed = history(seed: UInt64(seed), changeAt: 30, by: 0.05)
      let points = search.changePoints(changed)
      #expect(points.count == 1)
      #expect(points.allSatisfy { abs($0.index - 30) <= 1 && $0.magnitude > 0.04 })
      #expect(search.changePoints(history(seed: UInt64(seed), changeAt: 60, by: 0)).isEmpty)
    }
  }

  @Test("A change is not told before enough values follow it, nor when it is too small")
  func withheld() {
    #expect(ChangePointSearch().changePoints(history(seed: 1, changeAt: 57, by: 0.2)).isEmpty)
    #expect(!ChangePointSearch().changePoints(history(seed: 1, changeAt: 55, by: 0.2)).isEmpty)
    #expect(ChangePointSearch().changePoints(history(seed: 1, changeAt: 30, by: 0.02)).isEmpty)
    #expect(
      ChangePointSearch(minimumMagnitude: 0).changePoints(
        history(seed: 1, changeAt: 30, by: 0.02)
      ).count == 1)
  }

  @Test("Histories too short or without any spread are no trouble")
  func degenerate() {
    let search = ChangePointSearch(minimumBefore: 0, minimumAfter: 0)
    #expect(search.changePoints([]).isEmpty)
    #expect(search.changePoints([1]).isEmpty)
    #expect(search.changePoints([1, 2]).isEmpty)
    #expect(search.changePoints([Double](repeating: 3, count: 40)).isEmpty)
    let step = [Double](repeating: 3, count: 20) + [Double](repeating: 4, count: 20)
    #expect(search.changePoints(step).map(\.index) == [20])
    #expect(search.changePoints(step).map(\.pValue) == [0])
  }
}
