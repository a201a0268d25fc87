import HeadgateCore
import HeadgateModel

/// Two series on one step: the lines that both have, over the time that both cover.
struct AlignedSeries {
  struct Line {
    var name: String
    var baseline: [Double]
    var candidate: [Double]
  }

  let step: Nanoseconds
  let lines: [Line]

  /// `nil` where one side's step is no multiple of the other's.
  init?(_ baseline: TimeSeries, _ candidate: TimeSeries) {
    step = max(baseline.step, candidate.step)
    guard baseline.step > 0, candidate.step > 0, step % baseline.step == 0,
      step % candidate.step == 0
    else { return nil }
    let merged = (Int(step / baseline.step), Int(step / candidate.step))
    lines = candidate.lines.compactMap { line in
      guard let other = baseline.lines.first(where: { $0.name == line.name }) else { return nil }
      // The percentiles of merged steps are not known from those of each.
      if merged != (1, 1), line.name.hasPrefix("latency.") { return nil }
      let before = Self.merge(other.values, by: merged.0)
      let after = Self.merge(line.values, by: merged.1)
      let count = min(before.count, after.count)
      return Line(
        name: line.name, baseline: Array(before.prefix(count)),
        candidate: Array(after.prefix(count)))
    }
  }

  /// Means of `count` points each, those that are not numbers as 0: nothing happened there.
  private static func merge(_ values: [Double], by count: Int) -> [Double] {
    let values = values.map { $0.isFinite ? $0 : 0 }
    guard count > 1 else { return values }
    return stride(from: 0, to: values.count, by: count).map { start in
      let part = values[start..<min(start + count, values.count)]
      return part.reduce(0, +) / Double(part.count)
    }
  }
}
