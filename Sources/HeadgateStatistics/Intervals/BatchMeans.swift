/// The mean of one long, correlated series with an interval from the means of its batches.
///
/// b batches of m observations each: x̄ ± t_{b−1} s_b/√b. To be trusted where the batch means are
/// hardly correlated: a lag-1 autocorrelation near 0, a von Neumann ratio near 2.
public struct BatchMeans: Sendable, Equatable {
  public let interval: MeanInterval
  public let batchSize: Int
  /// The lag-1 autocorrelation of the batch means; `nil` where they are all equal.
  public let lagOneAutocorrelation: Double?
  /// Mean squared successive difference over the variance; `nil` where the means are all equal.
  public let vonNeumannRatio: Double?

  /// Splits the end of a series into equal batches; what is left over at its start is left out.
  ///
  /// - Parameter batches: At least 2; 20 to 30 serve well.
  /// - Returns: `nil` where the series is shorter than the number of batches.
  public init?(_ series: [Double], batches: Int = 20, level: Double = 0.95) {
    precondition(batches >= 2, "an interval needs two batches")
    batchSize = series.count / batches
    guard batchSize > 0 else { return nil }
    let first = series.count - batches * batchSize
    let means = stride(from: first, to: series.count, by: batchSize).map { [batchSize] in
      SampleMoments(series[$0..<$0 + batchSize]).mean
    }
    let moments = SampleMoments(means)
    guard let interval = MeanInterval(moments, level: level) else { return nil }
    self.interval = interval
    lagOneAutocorrelation = Autocorrelation.at(lag: 1, of: means)
    let successive = zip(means.dropFirst(), means).reduce(0) { sum, pair in
      sum + (pair.0 - pair.1) * (pair.0 - pair.1)
    }
    vonNeumannRatio =
      moments.variance.flatMap { $0 > 0 ? successive / Double(batches - 1) / $0 : nil }
  }
}
