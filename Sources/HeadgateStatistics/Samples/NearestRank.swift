/// The nearest-rank quantile: the smallest value with at least a share q of the sample at or below.
public enum NearestRank {
  /// ⌈q·N⌉, from 1 to `count`.
  ///
  /// A product within rounding of a whole number counts as that number: 0.07 of 100 is 7, although
  /// the product of the two `Double`s lies just above.
  ///
  /// - Parameters:
  ///   - quantile: From 0 to 1.
  ///   - count: Positive.
  public static func rank(_ quantile: Double, count: Int) -> Int {
    precondition(quantile >= 0 && quantile <= 1, "a quantile lies between 0 and 1")
    precondition(count > 0, "an empty sample has no quantile")
    let product = quantile * Double(count)
    let nearest = product.rounded()
    let isWhole = (product - nearest).magnitude <= 2 * product.ulp
    return max(1, min(count, Int(isWhole ? nearest : product.rounded(.up))))
  }

  /// The quantile of a sample in ascending order.
  public static func quantile(_ quantile: Double, ofSorted sample: [Double]) -> Double {
    sample[rank(quantile, count: sample.count) - 1]
  }
}
