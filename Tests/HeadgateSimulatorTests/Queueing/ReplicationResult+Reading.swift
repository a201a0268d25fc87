import HeadgateModel

extension ReplicationResult {
  func histogram(_ name: String) -> HistogramRecord? {
    histograms.first { $0.name == name }
  }

  /// A quotient of two metrics.
  func ratio(_ dividend: String, _ divisor: String) -> Double? {
    guard let dividend = metric(dividend), let divisor = metric(divisor) else { return nil }
    return dividend / divisor
  }

  /// A sum of metrics.
  func sum(_ names: String...) -> Double? {
    var total = 0.0
    for name in names {
      guard let value = metric(name) else { return nil }
      total += value
    }
    return total
  }
}
