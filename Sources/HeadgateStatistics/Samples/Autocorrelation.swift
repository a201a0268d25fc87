/// The autocorrelation of a series.
public enum Autocorrelation {
  /// Σ (x_i − x̄)(x_{i+lag} − x̄) / Σ (x_i − x̄)²; `nil` where all values are equal.
  public static func at(lag: Int, of series: [Double]) -> Double? {
    precondition(lag >= 0, "a lag is not negative")
    let moments = SampleMoments(series)
    guard moments.sumOfSquares > 0 else { return nil }
    let products = zip(series, series.dropFirst(lag)).reduce(0) { sum, pair in
      sum + (pair.0 - moments.mean) * (pair.1 - moments.mean)
    }
    return products / moments.sumOfSquares
  }
}
