package import HeadgateCore

/// A rule that a run has broken: the first one that was seen.
package struct RuleBreach: Sendable, Equatable, CustomStringConvertible {
  /// The rule's number in SEMANTICS (`Q1`), or what else must hold (`liveness`, `determinism`, …).
  package var rule: String
  /// When; `nil` where it is of the run as a whole.
  package var time: Nanoseconds?
  package var what: String

  package init(_ rule: String, at time: Nanoseconds? = nil, _ what: String) {
    self.rule = rule
    self.time = time
    self.what = what
  }

  package var description: String {
    rule + (time.map { " at \($0) ns" } ?? "") + ": " + what
  }
}
