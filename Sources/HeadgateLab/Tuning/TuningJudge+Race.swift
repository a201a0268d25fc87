import HeadgateStatistics

extension TuningJudge {
  /// Whether a candidate is surely not to take its parent's place, by the replications that it has.
  ///
  /// Against a parent that keeps the constraints it is lost where it is surely worse in every
  /// objective, or the same in all universes so far, or surely breaks a constraint; against one that
  /// does not, where it surely breaks one constraint by more than the parent breaks all.
  func isLost(_ figures: Figures, against parent: Figures, over baseline: Figures, _ race: Race)
    -> Bool
  {
    let held = appraisal(of: parent, over: baseline)
    for constraint in constraints.indices {
      for scenario in figures.indices {
        let excess = excess(constraint, scenario, of: figures, over: baseline)
        if race.isLost(excess.map { $0 - held.violation }) { return true }
      }
    }
    guard held.isFeasible else { return false }
    return objectives.indices.allSatisfy { objective in
      let own = values(objective, of: figures, over: baseline)
      let other = values(objective, of: parent, over: baseline)
      // A universe without a sample counts as the worst.
      let differences: [Double] = zip(own, other).map { own, other in
        guard let own else { return .infinity }
        return other.map { own - $0 } ?? 0
      }
      return differences.allSatisfy { $0 == 0 } || race.isLost(differences)
    }
  }
}
