extension PairedDifference {
  /// Judges the difference against a margin δ.
  ///
  /// Better or worse: the 95 % interval excludes 0 and the estimate reaches δ. Small: it excludes 0
  /// and lies within (−δ, δ). Equivalent: the 90 % interval lies within (−δ, δ). On the log-ratio
  /// scale δ stands for ±ln(1 + δ), so that swapping the two sides swaps better and worse.
  ///
  /// - Parameters:
  ///   - margin: Positive: a share on the log-ratio scale, in the metric's unit on the other. With
  ///     `nil` every difference that is there counts, and none is ever shown to be absent.
  ///   - better: The direction in which the metric is better.
  public func verdict(margin: Double?, better: PreferredDirection) -> ComparisonVerdict {
    let bound = margin.map { scale == .logRatio ? SpecialFunctions.log(1 + $0) : $0 }
    let mean = interval.mean
    if isExact {
      if mean == 0 { return .identical }
      if let bound, mean.magnitude < bound { return .differentButSmall }
      return direction(better)
    }
    guard let halfWidth = interval.halfWidth else {
      return .inconclusive(replicationsNeeded: nil)
    }
    let excludesZero = mean.magnitude > halfWidth
    guard let bound else {
      return excludesZero ? direction(better) : .inconclusive(replicationsNeeded: nil)
    }
    if excludesZero && mean.magnitude >= bound { return direction(better) }
    if excludesZero && mean.magnitude + halfWidth < bound { return .differentButSmall }
    if let p = equivalencePValue(margin: bound), p < 0.05 { return .equivalent }
    return .inconclusive(replicationsNeeded: replicationsNeeded(margin: bound))
  }

  private func direction(_ better: PreferredDirection) -> ComparisonVerdict {
    switch better {
    case .neither: .different
    case .lower: interval.mean < 0 ? .better : .worse
    case .higher: interval.mean > 0 ? .better : .worse
    }
  }
}
