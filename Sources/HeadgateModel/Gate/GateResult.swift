/// What a gate says of one scenario's run.
public struct GateResult: Sendable {
  public static let schemaVersion = 1

  public var run: RunResult
  /// Against the baseline; `nil` where the gate has none.
  public var comparison: RunComparison?
  /// What the scenario demands against the baseline.
  public var regressions: [RegressionResult]
  /// What is demanded where it demands nothing.
  public var primary: [PrimaryFinding]
  /// Whether any difference from the baseline fails, however small.
  public var failsOnChange: Bool
  public var verdict: GateVerdict

  public init(
    run: RunResult, comparison: RunComparison? = nil, regressions: [RegressionResult] = [],
    primary: [PrimaryFinding] = [], failsOnChange: Bool = false, verdict: GateVerdict
  ) {
    self.run = run
    self.comparison = comparison
    self.regressions = regressions
    self.primary = primary
    self.failsOnChange = failsOnChange
    self.verdict = verdict
  }

  /// Variants whose traces are no longer the baseline's.
  public var changed: [VariantComparison] {
    comparison?.variants.filter { $0.basis != .identical } ?? []
  }
}

/// How a gate decides.
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

  /// What a run alone, without a baseline, comes to.
  public init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .pass: .pass
      case .fail, .undrained: .fail
      case .invalid: .invalid
      case .interrupted: .interrupted
      }
  }
}
