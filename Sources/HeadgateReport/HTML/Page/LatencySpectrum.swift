package import HeadgateModel

/// A variant's latencies over all its replications, percentile by percentile.
package struct LatencySpectrum {
  private static let mostPoints = 300

  package let samples: UInt64
  /// Ascending: how many samples are at most `seconds`.
  private let steps: [(count: UInt64, seconds: Double)]

  /// Merges a histogram over the replications; `nil` where none has it.
  package init?(_ name: String, of variant: VariantResult) {
    let records = variant.replications.compactMap { replication in
      replication.histograms.first { $0.name == name }
    }
    var counts: [UInt32: UInt64] = [:]
    for record in records {
      for (index, count) in zip(record.indexes, record.counts) {
        counts[index, default: 0] += count
      }
    }
    guard !counts.isEmpty, let maximum = records.map(\.maximum).max() else { return nil }
    var sum: UInt64 = 0
    steps = counts.sorted { $0.key < $1.key }.map { index, count in
      sum += count
      return (sum, min(HistogramRecord.seconds(ofBucket: index), Double(maximum) / 1e9))
    }
    samples = sum
  }

  /// The smallest value that at least the share `percentile` of the samples does not exceed.
  package func value(_ percentile: Double) -> Double? {
    let wanted = percentile * Double(samples)
    return steps.first { Double($0.count) >= wanted * (1 - 1e-12) }?.seconds
  }

  /// Points over 1 / (1 − p), as far as one sample is still left above.
  package var points: [PlotPoint] {
    var points: [PlotPoint] = []
    var before: UInt64 = 0
    for step in steps {
      // A bucket's values stand for the percentiles from the ones before it.
      points.append(
        PlotPoint(x: Double(samples) / Double(samples - before), y: step.seconds))
      before = step.count
    }
    return Downsampling.extremes(points, most: Self.mostPoints)
  }
}
