package import HeadgateModel

/// A variant's figures over time: the mean over its replications, and between which values they lie.
package struct AveragedSeries {
  /// What a missing or zero value of a line stands for.
  package enum Reading {
    /// A rate or a depth: nothing happens any more once a run has ended.
    case flow
    /// A state, which a run that has ended no longer has.
    case state
    /// A duration of jobs: 0 stands for a step in which none completed.
    case duration
  }

  /// Seconds.
  package let step: Double
  private let replications: [ReplicationResult]
  private let longest: Int64

  package init(_ variant: VariantResult) {
    self.init(variant.replications)
  }

  package init(_ replications: [ReplicationResult]) {
    self.replications = replications.filter { replication in
      replication.series.step > 0 && replication.series.lines.contains { !$0.values.isEmpty }
    }
    longest = self.replications.map(\.series.step).max() ?? 0
    step = Double(longest) / 1e9
  }

  package var isEmpty: Bool { replications.isEmpty }

  /// Lines that a replication has, in its order.
  package var names: [String] { replications.first?.series.lines.map(\.name) ?? [] }

  /// The end of the last step in seconds.
  package var end: Double {
    let counts = replications.map { replication in
      let count = replication.series.lines.map(\.values.count).max() ?? 0
      return (Double(count) * Double(replication.series.step) / 1e9 / step).rounded(.up)
    }
    return (counts.max() ?? 0) * step
  }

  /// The line through the steps' middles, where at least half of the replications have a value;
  /// `nil` where no replication has the line.
  package func line(
    _ line: String, as reading: Reading, name: String, label: String, style: PlotStyle,
    hasExtents: Bool = true
  ) -> PlotLine? {
    let values = replications.compactMap { self.values(line, of: $0, reading) }
    guard let count = values.map(\.count).max(), count > 0 else { return nil }
    var segments: [[PlotPoint]] = [[]]
    var extents: [PlotLine.Extent] = []
    for position in 0..<count {
      let present = values.compactMap { value(of: $0, at: position, reading) }
      // A mean of the few that take longest would be no mean of all.
      guard !present.isEmpty, present.count * 2 >= values.count else {
        segments.append([])
        continue
      }
      let x = (Double(position) + 0.5) * step
      let mean = present.reduce(0, +) / Double(present.count)
      segments[segments.count - 1].append(PlotPoint(x: x, y: mean))
      if let low = present.min(), let high = present.max() {
        extents.append(PlotLine.Extent(x: x, low: low, high: high))
      }
    }
    let varies = hasExtents && values.count > 1 && extents.contains { $0.low < $0.high }
    return PlotLine(
      name: name, label: label, style: style, segments: segments, extents: varies ? extents : [])
  }

  private func value(of values: [Double?], at position: Int, _ reading: Reading) -> Double? {
    if position < values.count { return values[position] }
    return reading == .flow ? 0 : nil
  }

  /// A replication's values by the longest step of all.
  private func values(
    _ line: String, of replication: ReplicationResult, _ reading: Reading
  ) -> [Double?]? {
    guard let found = replication.series.lines.first(where: { $0.name == line }) else { return nil }
    var values = found.values
    let step = replication.series.step
    // The last step is as short as the run left it; a rate over it would be no rate.
    let rest = replication.elapsed - Int64(values.count - 1) * step
    if reading == .flow, let last = values.last, rest > 0, rest < step {
      values[values.count - 1] = last * Double(rest) / Double(step)
    }
    let optional = values.map { value -> Double? in
      value.isFinite && !(reading == .duration && value == 0) ? value : nil
    }
    let size = max(1, Int(longest / step))
    guard size > 1 else { return optional }
    return stride(from: 0, to: optional.count, by: size).map { start in
      let present = optional[start..<min(start + size, optional.count)].compactMap { $0 }
      guard !present.isEmpty else { return nil }
      let count = reading == .flow ? size : present.count
      return present.reduce(0, +) / Double(count)
    }
  }
}
