/// What a point of a search came to: how far it breaks the constraints, and its objectives.
///
/// Ordered by Deb's rules (2000): what breaks no constraint is better than what breaks one; of two
/// that do the one that breaks less is better; of two that do not the objectives decide.
public struct Appraisal: Sendable, Equatable {
  /// 0 where all constraints hold, ∞ where there is nothing to judge.
  public var violation: Double
  /// All are minimized; empty where there is nothing to judge.
  public var objectives: [Double]

  public init(violation: Double = 0, objectives: [Double]) {
    precondition(violation >= 0, "a violation is not negative")
    precondition(objectives.allSatisfy { !$0.isNaN }, "an objective is a number")
    self.violation = violation
    self.objectives = objectives
  }

  /// What cannot be judged: worse than everything else.
  public static let none = Appraisal(violation: .infinity, objectives: [])

  public var isFeasible: Bool { violation == 0 }

  /// Whether this is no worse than `other`, by the first objective.
  public func isAsGood(as other: Appraisal) -> Bool {
    guard isFeasible, other.isFeasible else { return violation <= other.violation }
    return objectives[0] <= other.objectives[0]
  }

  /// Whether this is better than `other`, by the first objective.
  public func isBetter(than other: Appraisal) -> Bool { !other.isAsGood(as: self) }

  /// Whether this is nowhere worse than `other`, and somewhere better.
  public func dominates(_ other: Appraisal) -> Bool {
    guard isFeasible, other.isFeasible else { return violation < other.violation }
    return ParetoFront.dominates(objectives, other.objectives)
  }

  /// Whether this is nowhere worse than `other`.
  public func isNowhereWorse(than other: Appraisal) -> Bool {
    guard isFeasible, other.isFeasible else { return violation <= other.violation }
    return zip(objectives, other.objectives).allSatisfy { $0 <= $1 }
  }
}
