/// Where a stretch of a series splits into the two most different parts: the statistic q̂ of
/// E-divisive (Matteson and James, 2014), in its U-statistic form with exponent 1.
///
/// Q(τ, κ) = 2/(n+m) Σ|X−Y| − 2m/((n+m)(n−1)) Σ|X−X′| − 2n/((n+m)(m−1)) Σ|Y−Y′| for the n values
/// before τ and the m from τ to κ, sums over pairs, maximal over 0 < τ < κ.
public struct EnergyDivergence: Sendable, Equatable {
  /// τ: the place of the first value after the split.
  public let index: Int
  public let qhat: Double

  /// Finds the split in O(n²); of equal splits the first. `nil` with fewer than two values.
  public init?(_ series: some Collection<Double>) {
    let values = Array(series)
    let count = values.count
    guard count >= 2 else { return nil }
    // sums[i][j] = Σ |x_a − x_b| over a < i, b < j.
    var sums = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count + 1)
    for i in 0..<count {
      var row = 0.0
      for j in 0..<count {
        row += (values[i] - values[j]).magnitude
        sums[i + 1][j + 1] = sums[i][j + 1] + row
      }
    }
    var best = (index: 1, qhat: -Double.infinity)
    for split in 1..<count {
      let n = Double(split)
      let before = sums[split][split] / 2
      for end in (split + 1)...count {
        let m = Double(end - split)
        let between = sums[split][end] - sums[split][split]
        let after =
          (sums[end][end] - 2 * sums[split][end] + sums[split][split]) / 2
        var q = between
        if split > 1 { q -= m / (n - 1) * before }
        if end - split > 1 { q -= n / (m - 1) * after }
        q *= 2 / (n + m)
        if q > best.qhat { best = (split, q) }
      }
    }
    (index, qhat) = best
  }
}
