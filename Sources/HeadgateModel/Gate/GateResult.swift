/// What a gate says of one scenario's run.
public struct GateResult: Sendable {
  public var run: RunResult
  /// Against the baseline; `nil` where the gate has none.
  public var comparison: RunComparison?
  public var regressions: [RegressionResult]
  public var verdict: GateVerdict

  public init(
    run: RunResult, comparison: RunComparison?, regressions: [RegressionResult],
    verdict: GateVerdict
  ) {
    self.run = run
    self.comparison = comparison
    self.regressions = regressions
    self.verdict = verdict
  }
}

/// How a gate decides, gravest last.
public enum GateVerdict: String, Sendable, CaseIterable {
  case pass
  /// Nothing is worse, and a primary metric is better by its margin.
  case improved
  /// Nothing failed, but a comparison that the gate rests on decides nothing.
  case inconclusive
  /// A threshold or a regression was missed, a primary metric is worse, or jobs were left in flight.
  case fail
  /// The baseline lacks a variant that was run.
  case baselineMissing
  /// A self-check of the run did not hold.
  case invalid
  case interrupted
}
