import HeadgateModel

extension DecisionDivergence {
  /// The first decision that the sides do not share, in the first pair that has one.
  ///
  /// Decisions are the same where time, subject, and both states are; their reasons tell figures that
  /// differ long before a decision does. `nil` where none differs among those that both sides kept.
  static func first(in pairs: [ReplicationPair]) -> DecisionDivergence? {
    for pair in pairs {
      let (before, after) = (pair.baseline.decisions, pair.candidate.decisions)
      let shared = zip(before, after).prefix { isSame($0, $1) }.count
      // A list that ends before the count of decisions does was cut, and says nothing of the rest.
      guard shared < before.count || before.count == pair.baseline.decisionCount,
        shared < after.count || after.count == pair.candidate.decisionCount,
        shared < before.count || shared < after.count
      else { continue }
      return DecisionDivergence(
        replication: pair.replication, shared: shared,
        baseline: shared < before.count ? before[shared] : nil,
        candidate: shared < after.count ? after[shared] : nil)
    }
    return nil
  }

  private static func isSame(_ one: Decision, _ other: Decision) -> Bool {
    one.time == other.time && one.subject == other.subject && one.from == other.from
      && one.to == other.to
  }
}
