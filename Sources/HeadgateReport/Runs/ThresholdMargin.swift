import HeadgateModel
import HeadgateStatistics

/// How far an observed value is from a threshold's limit, as text.
enum ThresholdMargin {
  /// The room left as a share of the limit, negative where it is missed; empty at a limit of 0.
  static func text(_ threshold: Threshold, observed: Double) -> String {
    let allowed: Headroom.Side =
      switch threshold.comparison {
      case .less, .lessOrEqual: .below
      case .greater, .greaterOrEqual: .above
      case .equal: .exactly
      }
    guard
      let share = Headroom.share(observed: observed, limit: threshold.limit, allowed: allowed)
    else { return "" }
    let percent = share * 100
    return "(" + Decimal.signed(percent, decimals: percent.magnitude < 9.95 ? 1 : 0) + "%)"
  }
}
