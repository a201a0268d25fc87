/// What can be read from a histogram of nanoseconds.
package protocol DurationHistogram {
  var count: UInt64 { get }
  var mean: Double { get }
  var maximum: Nanoseconds { get }
  /// The nearest-rank quantile; 0 where nothing was recorded.
  func quantile(_ q: Double) -> Nanoseconds
}

extension LatencyHistogram: DurationHistogram {}
extension PagedHistogram: DurationHistogram {}
