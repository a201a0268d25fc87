/// The two-sample Cramér-von Mises test (Anderson, 1962), which weighs all of the gap between two
/// distribution functions, not its largest place only; for independent values.
public struct CramerVonMises: Sendable, Equatable {
  /// T = U/(nm(n+m)) − (4nm − 1)/(6(n+m)), equal values at their mean rank.
  public let statistic: Double
  /// The p value in the limit of large samples.
  public let asymptoticPValue: Double

  /// - Returns: `nil` where a sample is empty.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let (x, y) = (first.sorted(), second.sorted())
    let ranks = MidRanks.doubled(x + y).map { Double($0) / 2 }
    let (n, m) = (Double(x.count), Double(y.count))
    func apart(_ ranks: some Sequence<Double>) -> Double {
      ranks.enumerated().reduce(0) { sum, place in
        let distance = place.element - Double(place.offset + 1)
        return sum + distance * distance
      }
    }
    let u = n * apart(ranks.prefix(x.count)) + m * apart(ranks.dropFirst(x.count))
    let (pairs, all) = (n * m, n + m)
    statistic = u / (pairs * all) - (4 * pairs - 1) / (6 * all)
    let mean = (1 + 1 / all) / 6
    let variance =
      (all + 1) * (4 * pairs * all - 3 * (n * n + m * m) - 2 * pairs)
      / (45 * all * all * 4 * pairs)
    // To the mean 1/6 and variance 1/45 of the limit.
    let standardized = 1.0 / 6 + (statistic - mean) / (45 * variance).squareRoot()
    asymptoticPValue =
      standardized < 0.003 ? 1 : max(0, 1 - Self.limitingCumulative(standardized))
  }

  /// The limiting distribution function: Σ Γ(k+½)/(Γ(½) k!) √(4k+1) e^(−u) K_{¼}(u) / (π √x) with
  /// u = (4k+1)²/(16x) (Anderson and Darling, 1952).
  private static func limitingCumulative(_ x: Double) -> Double {
    var (sum, coefficient) = (0.0, 1.0)
    for k in 0..<100 {
      let y = Double(4 * k + 1)
      let u = y * y / (16 * x)
      let term = coefficient * y.squareRoot() * decayedBessel(u)
      sum += term
      if term <= sum * 1e-16 { break }
      coefficient *= (Double(k) + 0.5) / Double(k + 1)
    }
    return sum / (.pi * x.squareRoot())
  }

  /// e^(−u) K_{¼}(u) by ∫₀^∞ e^(−u (1 + cosh t)) cosh(t/4) dt, where the trapezoidal rule converges
  /// faster than any power of its step.
  private static func decayedBessel(_ u: Double) -> Double {
    let step = 0.05
    var sum = 0.5 * SpecialFunctions.exp(-2 * u)
    for i in 1...4_000 {
      let t = Double(i) * step
      let rise = SpecialFunctions.exp(t)
      let quarter = SpecialFunctions.exp(t / 4)
      let term =
        SpecialFunctions.exp(-u * (1 + (rise + 1 / rise) / 2)) * (quarter + 1 / quarter) / 2
      sum += term
      if term <= sum * 1e-18 { break }
    }
    return step * sum
  }
}
