/// How a metric is compared: the scale, and the margin below which a difference does not matter.
public struct ComparisonRule: Sendable, Equatable {
  public var scale: ComparisonScale
  /// A share on the log-ratio scale, in the metric's unit on the other; `nil` has no margin.
  public var margin: Double?

  public init(scale: ComparisonScale, margin: Double?) {
    self.scale = scale
    self.margin = margin
  }

  /// The rule for a metric by its name, `{…}` allowed.
  ///
  /// Durations and rates are compared by their ratio: rates within 1 %, means and medians 2 %, p90
  /// and p95 3 %, higher percentiles and maxima 5 %. Shares are compared by their difference, within
  /// one percentage point; lost jobs within 0.1 percentage points of the offered, where their number
  /// is known. Other counts and plain numbers have no margin.
  ///
  /// - Parameter offered: The mean number of offered jobs behind a count.
  public static func standard(
    metric: String, kind: QuantityKind, offered: Double? = nil
  ) -> ComparisonRule {
    let bare = metric.prefix { $0 != "{" }
    switch kind {
    case .rate: return ComparisonRule(scale: .logRatio, margin: 0.01)
    case .duration: return ComparisonRule(scale: .logRatio, margin: durationMargin(bare))
    case .share: return ComparisonRule(scale: .difference, margin: 0.01)
    case .count where lossCounts.contains(String(bare)):
      let margin = offered.map { 0.001 * $0 }
      return ComparisonRule(scale: .difference, margin: margin.flatMap { $0 > 0 ? $0 : nil })
    case .count, .ratio: return ComparisonRule(scale: .difference, margin: nil)
    }
  }

  private static let lossCounts = ["failed", "rejected", "shed", "cancelled", "inFlight"]

  private static func durationMargin(_ name: Substring) -> Double {
    switch name.split(separator: ".").last {
    case "p90", "p95": 0.03
    case "p99", "p999", "max": 0.05
    default: 0.02
    }
  }
}
