import HeadgateStatistics
import Testing

/// How often an interval of 95 % holds the truth, over synthetic experiments on skewed latencies.
@Suite struct CoverageTests {
  private static let experiments = 1_000

  /// The share of experiments whose interval holds the truth.
  private func coverage(
    seed: UInt64, truth: Double, _ interval: (inout Noise) -> (low: Double, high: Double)?
  ) throws -> Double {
    var noise = Noise(seed: seed)
    let covered = try (0..<Self.experiments).count { _ in
      let bounds = try #require(interval(&noise))
      return bounds.low <= truth && truth <= bounds.high
    }
    return Double(covered) / Double(Self.experiments)
  }

  private func expectNominal(_ coverage: Double) {
    #expect(coverage >= 0.93 && coverage <= 0.97)
  }

  /// Replications on common random numbers: lognormal latencies whose two sides differ in spread
  /// too, the candidate's median 10 % above.
  private func lognormalPair(_ noise: inout Noise) -> (before: Double, after: Double) {
    let common = noise.latency(spread: 0.5)
    return (common * noise.latency(spread: 0.3), 1.1 * common * noise.latency(spread: 0.5))
  }

  /// Sums of a few exponential phases, whose log ratio is skewed: three phases against eight.
  private func phasedPair(_ noise: inout Noise) -> (before: Double, after: Double) {
    func mean(of phases: Int) -> Double {
      let sum = (0..<phases).reduce(0.0) { sum, _ in
        sum - SpecialFunctions.log(1 - noise.unit())
      }
      return sum / Double(phases)
    }
    let common = noise.latency(spread: 0.5)
    return (common * mean(of: 8), 1.1 * common * mean(of: 3))
  }

  private func paired(
    count: Int, _ noise: inout Noise, _ pair: (inout Noise) -> (before: Double, after: Double)
  ) -> PairedDifference? {
    let pairs = (0..<count).map { _ in pair(&noise) }
    return PairedDifference(
      baseline: pairs.map(\.before), candidate: pairs.map(\.after), scale: .logRatio)
  }

  @Test("The paired log-ratio interval covers as it says", arguments: [10, 20])
  func pairedLogRatio(count: Int) throws {
    let found = try coverage(seed: UInt64(count), truth: 1.1) { noise in
      paired(count: count, &noise, lognormalPair).flatMap { difference in
        difference.low.flatMap { low in difference.high.map { (1 + low, 1 + $0) } }
      }
    }
    expectNominal(found)
  }

  @Test("It does so where the log ratios themselves are skewed", arguments: [10, 20])
  func skewedLogRatio(count: Int) throws {
    // E ln of a gamma variable's mean is ψ(k) − ln k: ψ(3) and ψ(8).
    let truth =
      (0.92278433509846714 - SpecialFunctions.log(3))
      - (2.01564147795561 - SpecialFunctions.log(8)) + SpecialFunctions.log(1.1)
    let found = try coverage(seed: UInt64(count), truth: truth) { noise in
      paired(count: count, &noise, phasedPair).flatMap { difference in
        difference.interval.low.flatMap { low in difference.interval.high.map { (low, $0) } }
      }
    }
    expectNominal(found)
  }

  @Test("The pseudo-median's signed-rank interval covers as it says", arguments: [10, 20])
  func pseudoMedian(count: Int) throws {
    let nominal = try #require(PseudoMedian((0..<count).map(Double.init))).coverage
    try #require(nominal >= 0.95 && nominal < 0.96)
    let found = try coverage(
      seed: UInt64(count + 1), truth: SpecialFunctions.log(1.1)
    ) { noise in
      paired(count: count, &noise, lognormalPair).flatMap { difference in
        PseudoMedian(difference.differences).flatMap { median in
          median.low.flatMap { low in median.high.map { (low, $0) } }
        }
      }
    }
    expectNominal(found)
  }

  @Test("Moses' interval of a shift covers as it says", arguments: [(8, 8), (10, 12), (20, 20)])
  func moses(first: Int, second: Int) throws {
    let nominal = try #require(
      HodgesLehmannShift(
        [Double](repeating: 0, count: first), [Double](repeating: 0, count: second))
    ).coverage
    try #require(nominal >= 0.95 && nominal < 0.96)
    // Latencies of some milliseconds, the first side 3 ms above the second.
    let found = try coverage(seed: UInt64(first), truth: 3) { noise in
      let one = (0..<first).map { _ in 10 * noise.latency(spread: 0.5) + 3 }
      let other = (0..<second).map { _ in 10 * noise.latency(spread: 0.5) }
      return HodgesLehmannShift(one, other).flatMap { shift in
        shift.low.flatMap { low in shift.high.map { (low, $0) } }
      }
    }
    expectNominal(found)
  }

  @Test("An interval of the differences themselves covers less, which is why ratios are compared")
  func differences() throws {
    // The truth on that scale: the difference of two lognormal means.
    let common = SpecialFunctions.exp(0.5)
    let truth = common * (SpecialFunctions.exp(0.5) * 1.1 - SpecialFunctions.exp(0.125))
    let found = try coverage(seed: 6, truth: truth) { noise in
      let pairs = (0..<10).map { _ -> Double in
        let common = noise.latency(spread: 1)
        return common * (1.1 * noise.latency(spread: 1) - noise.latency(spread: 0.5))
      }
      return MeanInterval(pairs).flatMap { interval in
        interval.low.flatMap { low in interval.high.map { (low, $0) } }
      }
    }
    #expect(found < 0.93)
  }
}
