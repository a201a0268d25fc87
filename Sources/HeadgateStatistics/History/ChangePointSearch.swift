/// The levels of a history and where they change: E-divisive with t tests in place of permutations,
/// so that the same history gives the same answer (Fleming and others, "Hunter", 2023, as in Apache
/// Otava).
///
/// Windows that overlap by half are split where they differ most, as long as the t test finds the
/// parts different at ten times the level; then the weakest of these changes goes until all are
/// significant at the level, and large enough. For dashboards, not for gates: a change is seen only
/// once values after it are there.
public struct ChangePointSearch: Sendable, Equatable {
  public var window: Int
  public var level: Double
  /// The least change that counts, as a share.
  public var minimumMagnitude: Double
  /// The least number of values before and after a change for it to be told.
  public var minimumBefore: Int
  public var minimumAfter: Int

  /// By default what a nightly history uses.
  public init(
    window: Int = 50, level: Double = 0.001, minimumMagnitude: Double = 0.03,
    minimumBefore: Int = 10, minimumAfter: Int = 5
  ) {
    precondition(window >= 2, "a window holds two values at least")
    precondition(level > 0 && level < 1, "a level of significance lies between 0 and 1")
    precondition(minimumMagnitude >= 0, "a least change is not negative")
    self.window = window
    self.level = level
    self.minimumMagnitude = minimumMagnitude
    self.minimumBefore = minimumBefore
    self.minimumAfter = minimumAfter
  }

  /// The changes of a series, ascending.
  public func changePoints(_ series: [Double]) -> [ChangePoint] {
    var indices = candidates(series)
    while let weakest = weakest(indices, series) { indices.remove(at: weakest) }
    return points(indices, series).filter {
      $0.index >= minimumBefore && series.count - $0.index >= minimumAfter
    }
  }

  /// The place of the change to drop next; `nil` where all may stay.
  private func weakest(_ indices: [Int], _ series: [Double]) -> Int? {
    let points = points(indices, series)
    guard
      let unlikely = points.indices.max(by: { points[$0].pValue < points[$1].pValue })
    else { return nil }
    if points[unlikely].pValue >= level { return unlikely }
    let smallest = points.indices.min { points[$0].magnitude < points[$1].magnitude }
    return smallest.flatMap { points[$0].magnitude > minimumMagnitude ? nil : $0 }
  }

  /// Splits of all windows, ascending, found at a level ten times as lax (twice from 0.05 on).
  private func candidates(_ series: [Double]) -> [Int] {
    let lax = level < 0.05 ? 10 * level : level < 0.5 ? 2 * level : level
    var found: Set<Int> = []
    var start = 0
    while start < series.count {
      let end = min(start + window, series.count)
      let splits = splits(Array(series[start..<end]), level: lax).map { start + $0 }
      found.formUnion(splits)
      start = max(splits.last ?? 0, start + window / 2)
    }
    return found.sorted()
  }

  /// The best split of all parts, again and again while it is significant.
  private func splits(_ values: [Double], level: Double) -> [Int] {
    var found: [Int] = []
    while true {
      let bounds = [0] + found + [values.count]
      var best: (index: Int, qhat: Double)?
      for (low, high) in zip(bounds, bounds.dropFirst()) {
        guard let split = EnergyDivergence(values[low..<high]) else { continue }
        if best.map({ split.qhat > $0.qhat }) ?? true { best = (low + split.index, split.qhat) }
      }
      guard let index = best?.index else { return found }
      let place = found.firstIndex { $0 > index } ?? found.count
      let grown = Array(found[..<place]) + [index] + Array(found[place...])
      guard points(grown, values)[place].pValue <= level else { return found }
      found = grown
    }
  }

  private func points(_ indices: [Int], _ series: [Double]) -> [ChangePoint] {
    let bounds = [0] + indices + [series.count]
    return indices.indices.map { place in
      let before = SampleMoments(series[bounds[place]..<bounds[place + 1]])
      let after = SampleMoments(series[bounds[place + 1]..<bounds[place + 2]])
      return ChangePoint(
        index: indices[place], pValue: Self.pValue(before, after), meanBefore: before.mean,
        meanAfter: after.mean)
    }
  }

  /// Student's pooled test, as Otava has it: with the variance over n, not n − 1, which makes p
  /// values of short stretches slightly too small.
  private static func pValue(_ before: SampleMoments, _ after: SampleMoments) -> Double {
    let (n, m) = (Double(before.count), Double(after.count))
    guard n + m > 2 else { return 1 }
    let difference = before.mean - after.mean
    let squares = before.sumOfSquares * (n - 1) / n + after.sumOfSquares * (m - 1) / m
    let variance = squares / (n + m - 2)
    guard variance > 0 else { return difference == 0 ? 1 : 0 }
    let t = difference / (variance * (1 / n + 1 / m)).squareRoot()
    return StudentT.twoSidedPValue(t, degreesOfFreedom: n + m - 2)
  }
}
