import HeadgateCore
import HeadgateStatistics
import Testing

@Suite struct ArrivalFitTests {
  private func cv(_ fit: ArrivalFit) -> Double? {
    if case .gamma(let cv) = fit.process { cv } else { nil }
  }

  @Test("A Poisson stream is one, at its rate: error √(rate/time)", arguments: [1, 2, 3, 4, 5])
  func poisson(seed: UInt64) {
    let times = DrawnSample.arrivals(.exponential(mean: 0.05), until: 200, seed: seed)
    let fit = ArrivalFit(times, end: 200)
    #expect(fit.process == .poisson)
    #expect(fit.stretches.count == 1)
    #expect((fit.stretches[0].rate - 20).magnitude <= 4 * (20.0 / 200).squareRoot())
    #expect(fit.stretches[0].duration == 200 && fit.ties == 0)
  }

  @Test("Even gaps are a constant process")
  func constant() {
    let fit = ArrivalFit((0..<1_000).map { 0.05 * Double($0) }, end: 50)
    #expect(fit.process == .constant && fit.stretches.count == 1)
    #expect((fit.stretches[0].rate - 20).magnitude < 1e-9)
  }

  /// A gamma's sample cv has the error cv √((1 + cv²)/2n): skewness 2 cv, excess 6 cv².
  @Test(
    "Gaps of a gamma distribution are told with their cv, and are no change of rate",
    arguments: [0.3, 0.6, 1.6, 2.5], [1, 2, 3] as [UInt64])
  func gamma(variation: Double, seed: UInt64) throws {
    let times = DrawnSample.arrivals(
      .gamma(mean: 0.05, cv: variation), until: 200, seed: seed)
    let fit = ArrivalFit(times, end: 200)
    let found = try #require(cv(fit))
    let n = Double(times.count)
    let error = variation * ((1 + variation * variation) / (2 * n)).squareRoot()
    #expect((found - variation).magnitude <= 4 * error)
    #expect(fit.poissonPValue < 1e-6)
    #expect(fit.stretches.count == 1)
  }

  @Test("A step of the rate is found where it is, with both rates")
  func step() {
    let slow = DrawnSample.arrivals(.exponential(mean: 0.1), until: 120, seed: 5)
    let fast = DrawnSample.arrivals(.exponential(mean: 0.025), until: 80, seed: 6)
    let fit = ArrivalFit(slow + fast.map { $0 + 120 }, end: 200)
    #expect(fit.process == .poisson)
    #expect(fit.stretches.count == 2)
    // To a bin: a sixtieth of the time.
    #expect((fit.stretches[0].duration - 120).magnitude <= 200.0 / 60)
    for (stretch, rate) in zip(fit.stretches, [10.0, 40]) {
      #expect((stretch.rate - rate).magnitude <= 4 * (rate / stretch.duration).squareRoot() + 1)
    }
    #expect(fit.stretches.reduce(0) { $0 + $1.duration } == 200)
  }

  @Test("Stretches that are known are kept, with the rate of each")
  func known() {
    let times = (0..<100).map { 0.1 * Double($0) } + (0..<400).map { 10 + 0.025 * Double($0) }
    let fit = ArrivalFit(times, end: 20, durations: [10, 5, 5])
    #expect(fit.stretches.map(\.duration) == [10, 5, 5])
    #expect(fit.stretches.map(\.rate) == [10, 40, 40])
    #expect(fit.process == .constant)
    let empty = ArrivalFit([0.5, 1.5], end: 20, durations: [10, 0, 10])
    #expect(empty.stretches.map(\.rate) == [0.2, 0, 0])
  }

  @Test("Arrivals at one moment are counted")
  func ties() {
    let fit = ArrivalFit((0..<100).map { Double($0 / 4) }, end: 25)
    #expect(fit.ties == 0.75)
  }
}
