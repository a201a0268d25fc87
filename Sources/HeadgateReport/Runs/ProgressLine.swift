/// One line that says how far a run has come, how fast it goes, and how long it will still take.
public struct ProgressLine: Sendable {
  private let scenario: String
  private let completed: Int
  private let total: Int
  private let fraction: Double
  private let elapsed: Double
  private let unit: String

  /// - Parameters:
  ///   - completed: replications that have ended, of `total`.
  ///   - fraction: the share of the whole that has passed, running replications included, 0 to 1.
  ///   - elapsed: seconds since the start.
  ///   - unit: what is counted, in the plural.
  public init(
    scenario: String, completed: Int, total: Int, fraction: Double, elapsed: Double,
    unit: String = "replications"
  ) {
    self.scenario = scenario
    self.completed = completed
    self.total = total
    self.fraction = fraction
    self.elapsed = elapsed
    self.unit = unit
  }

  public var text: String {
    let percent = Decimal.fixed(fraction * 100, decimals: 0)
    let state = "\(scenario): \(percent) %, \(completed) of \(total) \(unit)"
    guard fraction > 0, elapsed > 0 else { return state }
    let rate = fraction * Double(total) / elapsed
    let left = elapsed / fraction * (1 - fraction)
    return state + ", \(Decimal.fixed(rate, decimals: rate < 10 ? 2 : 0))/s, "
      + "\(SpanText.text(seconds: left.rounded(.up))) left"
  }
}
