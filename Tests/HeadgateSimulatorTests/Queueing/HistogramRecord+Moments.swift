import HeadgateCore
import HeadgateModel

extension HistogramRecord {
  var count: UInt64 { counts.reduce(0, +) }

  /// The share of values above 0: bucket 0 holds nothing else than zeros.
  var positiveShare: Double {
    let zeros = indexes.first == 0 ? counts[0] : 0
    return 1 - Double(zeros) / Double(count)
  }

  /// In seconds.
  var standardDeviation: Double {
    let mean = sum / Double(count) / 1e9
    return (meanSquare - mean * mean).squareRoot()
  }

  /// In square seconds, with each value in the middle of its bucket: a bucket is too narrow for the
  /// difference to show.
  var meanSquare: Double {
    var squares = 0.0
    for (index, count) in zip(indexes, counts) {
      let range = LatencyHistogram.range(of: Int(index))
      let middle = (Double(range.lowerBound) / 2 + Double(range.upperBound) / 2) / 1e9
      squares += Double(count) * middle * middle
    }
    return squares / Double(count)
  }
}
