/// Where a series settles: the truncation that minimizes the standard error of the mean of the rest.
///
/// Over means b of 5 observations, d* = argmin over 0 ≤ d ≤ n/2 of Σ_{i>d} (b_i − b̄_d)² / (n − d)²
/// (White 1997; Spratt 1998; Franklin and White 2008). Of equal minima the smallest d counts.
public struct MSER5: Sendable, Equatable {
  /// Observations a batch.
  public static let batchSize = 5

  /// d*: batches to leave out.
  public let batchesDeleted: Int
  /// Whole batches in the series.
  public let batches: Int
  /// The statistic at each d from 0 to n/2.
  public let statistics: [Double]
  /// The mean of the batches that stay.
  public let truncatedMean: Double

  /// Finds the truncation in O(n); `nil` where the series holds no whole batch.
  ///
  /// Observations after the last whole batch are left out.
  public init?(_ series: [Double]) {
    let means = stride(from: 0, through: series.count - Self.batchSize, by: Self.batchSize).map {
      SampleMoments(series[$0..<$0 + Self.batchSize]).mean
    }
    guard !means.isEmpty else { return nil }
    batches = means.count
    var statistics = [Double](repeating: 0, count: batches / 2 + 1)
    var best = 0
    var bestMean = 0.0
    var rest = SampleMoments()
    for d in means.indices.reversed() {
      rest.add(means[d])
      guard d < statistics.count else { continue }
      statistics[d] = rest.sumOfSquares / Double(rest.count * rest.count)
      if d == statistics.count - 1 || statistics[d] <= statistics[best] {
        best = d
        bestMean = rest.mean
      }
    }
    self.statistics = statistics
    batchesDeleted = best
    truncatedMean = bestMean
  }

  /// 5 d*: observations to leave out.
  public var observationsDeleted: Int { batchesDeleted * Self.batchSize }

  /// The minimum lies at n/2: the series is too short to say where it settles.
  public var isTooShort: Bool { batchesDeleted == batches / 2 }
}
