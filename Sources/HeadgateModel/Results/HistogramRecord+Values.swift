import HeadgateCore

extension HistogramRecord {
  /// The middle of a bucket, in seconds: at most 1/2,048 off what was recorded in it.
  public static func seconds(ofBucket index: UInt32) -> Double {
    let range = LatencyHistogram.range(of: Int(index))
    return (Double(range.lowerBound) + Double(range.upperBound)) / 2e9
  }
}
