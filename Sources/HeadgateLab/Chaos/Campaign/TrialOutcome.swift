/// What one random scenario came to.
package struct TrialOutcome: Sendable {
  /// What was broken; `nil` where everything held.
  package var breach: RuleBreach?
  package var digest = ""
  package var jobs = 0
  /// Events by kind, and those that shared their nanosecond with the one before.
  package var counts: [Int] = []
  package var ties = 0

  package init(breach: RuleBreach? = nil) {
    self.breach = breach
  }

  package var eventCount: Int { counts.reduce(0, +) }
}
