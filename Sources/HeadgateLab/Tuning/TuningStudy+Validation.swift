import HeadgateModel
import HeadgateStatistics

extension TuningStudy {
  /// Universes that the winner is judged on.
  static let validationUniverses = 30

  /// The winner against the scenario as it stands and every preset, on each scenario by itself, held
  /// out or not.
  ///
  /// - Returns: The contests, and what the winner's settings stumbled over.
  func validate(
    _ winner: TuningFinalist, options: TuningOptions
  ) async throws -> (contests: [TuningContest], problem: String?, runs: Int) {
    let set = all
    let clock = PhaseClock(
      .validation,
      total: (Self.presets.count + 2) * set.count * Self.validationUniverses,
      report: options.progress)
    var contests: [TuningContest] = []
    var problem: String?
    var runs = 0
    for scenario in set.scenarios {
      let single = ScenarioSet(scenarios: [scenario], windowFigures: space.windowFigures)
      var contenders = contenders(
        [("winner", winner.settings)] + Self.presets, on: single,
        from: TuningUniverses.validation, options: options)
      try await contenders.extend(
        Array(contenders.members.indices), to: Self.validationUniverses,
        ended: { [runs] in clock.report(completed: runs + $0) })
      runs += contenders.runs
      if let text = contenders.members[1].problem {
        problem = problem ?? "\(scenario.template.scenario.name): \(text)"
        continue
      }
      contests += contenders.contests(isHeldOut: scenario.isHeldOut)
    }
    return (contests, problem, runs)
  }

  /// Whether what came out is worth publishing.
  func verdict(_ winner: TuningFinalist?, _ contests: [TuningContest], problem: String?)
    -> TuningVerdict
  {
    guard winner != nil else { return .refused("nothing that was looked at keeps the constraints") }
    if let problem { return .refused("the settings do not run in \(problem)") }
    let own = contests.filter { $0.opponent == ContenderSet.asItStands }
    let missed = own.filter { !$0.isHeldOut }.lazy.flatMap { contest in
      contest.constraints.filter { !$0.winnerHolds }.map { (contest.scenario, $0.expression) }
    }
    if let (scenario, expression) = missed.first {
      return .refused("\(expression) does not hold on \(scenario), on fresh universes")
    }
    let count = space.objectives.count
    for contest in own {
      if let worse = contest.metrics.prefix(count).first(where: { $0.verdict == .worse }) {
        return .refused("\(worse.name) is worse on \(contest.scenario) than as it stands")
      }
    }
    let isBetter = own.filter { !$0.isHeldOut }.allSatisfy { contest in
      contest.metrics.prefix(count).contains { $0.verdict == .better }
    }
    return isBetter ? .better : .equivalent
  }
}

extension ContenderSet {
  /// The second member, the winner, against all others, on the one scenario of the set.
  func contests(isHeldOut: Bool) -> [TuningContest] {
    let opponents = members.indices.filter { $0 != 1 && members[$0].problem == nil }
    return opponents.map { opponent in
      TuningContest(
        scenario: scenarios.scenarios[0].template.scenario.name, isHeldOut: isHeldOut,
        opponent: members[opponent].name,
        metrics: judge.contestMetrics(
          members[1].figures[0], against: members[opponent].figures[0]),
        constraints: judge.constraints.indices.map { constraint in
          TuningConstraintOutcome(
            expression: judge.constraints[constraint].expression,
            winner: judge.mean(constraint, members[1].figures[0]),
            winnerHolds: holds(constraint, 1),
            opponent: judge.mean(constraint, members[opponent].figures[0]),
            opponentHolds: holds(constraint, opponent))
        })
    }
  }

  private func holds(_ constraint: Int, _ place: Int) -> Bool {
    judge.holds(constraint, 0, of: members[place].figures, over: members[0].figures)
  }
}

extension TuningJudge {
  /// Objectives, then the constraints' metrics, each once.
  func contestMetrics(_ own: [[Double?]], against other: [[Double?]]) -> [TuningContestMetric] {
    var named: [String] = []
    for metric in objectives.map(\.metric) + constraints.map(\.metric) {
      if !named.contains(metric.description) { named.append(metric.description) }
    }
    return named.compactMap { name in
      guard let place = names.firstIndex(of: name) else { return nil }
      return contestMetric(name, own.map { $0[place] }, other.map { $0[place] })
    }
  }

  private func contestMetric(
    _ name: String, _ own: [Double?], _ other: [Double?]
  ) -> TuningContestMetric {
    let mine = own.compactMap { $0 }
    let theirs = other.compactMap { $0 }
    let isComplete = mine.count == own.count && theirs.count == other.count
    let ratio =
      isComplete ? PairedDifference(baseline: theirs, candidate: mine, scale: .logRatio) : nil
    return TuningContestMetric(
      name: name, winner: MeanInterval(mine)?.mean ?? .nan,
      opponent: MeanInterval(theirs)?.mean ?? .nan, ratio: ratio.map { $0.estimate + 1 },
      low: ratio?.low.map { $0 + 1 }, high: ratio?.high.map { $0 + 1 },
      verdict: verdict(name, own, other))
  }

  private func verdict(_ name: String, _ own: [Double?], _ other: [Double?]) -> TuningContestVerdict
  {
    let comparison = PairedComparison(
      baseline: other, candidate: own,
      rule: .standard(metric: name, kind: kind(of: name)), better: preferred(name))
    switch comparison?.verdict {
    case .better: return .better
    case .worse: return .worse
    case .identical, .equivalent, .differentButSmall: return .same
    case .different, .inconclusive, nil: return .unclear
    }
  }

  /// What is asked for decides, and only then what the metric is.
  private func preferred(_ name: String) -> PreferredDirection {
    if let objective = objectives.first(where: { $0.metric.description == name }) {
      return objective.goal == .minimize ? .lower : .higher
    }
    return direction(of: name)
  }
}
