/// A quantile as a weighted mean of all order statistics, smoother than any single one of them.
///
/// The weight of the i-th is the chance that Beta((n+1)q, (n+1)(1−q)) lies in ((i−1)/n, i/n]
/// (Harrell and Davis, 1982).
public enum HarrellDavis {
  /// - Parameters:
  ///   - quantile: Between 0 and 1.
  ///   - sample: In ascending order, at least one value.
  public static func quantile(_ quantile: Double, ofSorted sample: [Double]) -> Double {
    precondition(quantile > 0 && quantile < 1, "a quantile lies between 0 and 1")
    precondition(!sample.isEmpty, "an empty sample has no quantile")
    let n = Double(sample.count)
    let (a, b) = ((n + 1) * quantile, (n + 1) * (1 - quantile))
    var (sum, below) = (0.0, 0.0)
    for (index, value) in sample.enumerated() {
      let x = Double(index + 1) / n
      let reached = IncompleteBeta.regularized(
        x, complement: Double(sample.count - index - 1) / n, a: a, b: b)
      sum += (reached - below) * value
      below = reached
    }
    return sum
  }
}
