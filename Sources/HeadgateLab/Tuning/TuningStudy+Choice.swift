import HeadgateModel
import HeadgateStatistics

/// What came of the choice among the best.
struct TuningChoice: Sendable {
  var finalists: [TuningFinalist] = []
  var front: [TuningFinalist] = []
  var winner: TuningFinalist?
  var runs = 0
}

/// How the choice among the best is made.
enum ChoiceRule {
  /// Candidates that compete, presets aside.
  static let candidates = 16
  /// Universes of everyone: before the first is dropped, and that constraints are judged on.
  static let universes = 30
  static let alpha = 0.05
  /// A difference that does not matter, of logarithms: 1 %.
  static let indifference = SpecialFunctions.log(1.01)
  /// The most universes.
  static let cap = 200
  /// Members of a front that compete.
  static let front = 24
}

extension TuningStudy {
  /// The presets of controllers, as settings.
  static var presets: [(name: String, settings: [VariantSetting])] {
    ControllerPreset.allCases.map {
      ($0.rawValue, [VariantSetting(path: "controller", value: $0.rawValue)])
    }
  }

  func contenders(
    _ entrants: [(name: String, settings: [VariantSetting])], on set: ScenarioSet, from first: Int,
    options: TuningOptions
  ) -> ContenderSet {
    ContenderSet(
      entrants, scenarios: set, judge: judge(of: set), pool: pool(options), first: first)
  }

  /// The best of the search and the presets on fresh universes, so that luck on those of the search
  /// does not decide.
  func choose(
    _ outcome: TuningSearch.Outcome, options: TuningOptions
  ) async throws -> TuningChoice {
    let set = searched
    let best =
      space.objectives.count == 1 ? best(of: outcome, judge(of: set)) : front(of: outcome)
    let entrants = best.map { ("candidate \($0)", outcome.evaluations[$0].settings) }
    var contenders = contenders(
      entrants + Self.presets, on: set, from: TuningUniverses.choice, options: options)
    return space.objectives.count == 1
      ? try await chooseOne(&contenders, options)
      : try await chooseFront(&contenders, options)
  }

  // MARK: One objective

  /// The best by the objective, and the best of those that keep the constraints with room to spare:
  /// what only just kept them on a few universes mostly does not on others.
  private func best(of outcome: TuningSearch.Outcome, _ judge: TuningJudge) -> [Int] {
    var seen: Set<String> = []
    let ordered = outcome.evaluations.indices
      .compactMap { place -> (place: Int, value: Double)? in
        guard let appraisal = outcome.appraisals[place], appraisal.isFeasible else { return nil }
        return (place, appraisal.objectives[0])
      }
      .sorted { ($0.value, $0.place) < ($1.value, $1.place) }
      .filter {
        seen.insert(TuningCandidate.key(of: outcome.evaluations[$0.place].settings)).inserted
      }
      .map(\.place)
    func values(_ place: Int) -> [Double] {
      judge.values(0, of: outcome.evaluations[place].figures, over: outcome.baseline)
        .map { $0 ?? .infinity }
    }
    guard !space.constraints.isEmpty else {
      return Self.diverse(ChoiceRule.candidates, of: ordered, values: values)
    }
    let sure = Self.diverse(
      ChoiceRule.candidates / 2,
      of: ordered.filter {
        judge.isSurelyFeasible(outcome.evaluations[$0].figures, over: outcome.baseline)
      },
      values: values)
    let others = Self.diverse(
      ChoiceRule.candidates - sure.count, of: ordered.filter { !sure.contains($0) },
      beside: sure, values: values)
    return (sure + others).sorted()
  }

  /// The first ones that differ from each before them by what matters, in some universe; where there
  /// are too few, the first of the others.
  ///
  /// A search comes to its best in many small steps, and a choice among those is none.
  static func diverse(
    _ count: Int, of ordered: [Int], beside taken: [Int] = [], values: (Int) -> [Double]
  ) -> [Int] {
    var kept = taken.map(values)
    var chosen: [Int] = []
    var alike: [Int] = []
    for place in ordered {
      guard chosen.count < count else { break }
      let own = values(place)
      let isAlike = kept.contains { other in
        zip(own, other).allSatisfy { ($0 - $1).magnitude < ChoiceRule.indifference }
      }
      if isAlike {
        alike.append(place)
      } else {
        kept.append(own)
        chosen.append(place)
      }
    }
    return chosen + alike.prefix(count - chosen.count)
  }

  private func chooseOne(
    _ contenders: inout ContenderSet, _ options: TuningOptions
  ) async throws -> TuningChoice {
    let everyone = Array(contenders.members.indices)
    let clock = PhaseClock(
      .choice, total: everyone.count * contenders.scenarios.count * ChoiceRule.universes,
      report: options.progress)
    try await contenders.extend(
      everyone, to: ChoiceRule.universes, ended: { clock.report(completed: $0) })
    var winner: Int?
    // What surely keeps the constraints comes before what does so in the mean.
    for isSure in [true, false] where winner == nil {
      var eligible = everyone.filter { contenders.appraisal(of: $0).isFeasible }
      while winner == nil, !eligible.isEmpty {
        let chosen = try await selected(from: eligible, &contenders, clock)
        let isKept =
          isSure
          ? contenders.isSurelyFeasible(chosen) : contenders.appraisal(of: chosen).isFeasible
        if isKept { winner = chosen } else { eligible.removeAll { $0 == chosen } }
      }
    }
    return choice(contenders, winner: winner, front: [])
  }

  /// The best of some by Kim and Nelson's procedure.
  private func selected(
    from eligible: [Int], _ contenders: inout ContenderSet, _ clock: PhaseClock
  ) async throws -> Int {
    guard eligible.count > 1 else { return eligible[0] }
    var procedure = KimNelson(
      systems: eligible.count, firstStage: ChoiceRule.universes, alpha: ChoiceRule.alpha,
      delta: ChoiceRule.indifference)
    while procedure.best == nil, procedure.replications < ChoiceRule.cap {
      let universe = procedure.replications
      let running = procedure.survivors.map { eligible[$0] }
      try await contenders.extend(
        running, to: universe + 1, ended: { clock.report(completed: $0) })
      procedure.add(running.map { contenders.values(0, of: $0)[universe] })
    }
    return eligible[procedure.best ?? procedure.leader]
  }

  private func choice(_ contenders: ContenderSet, winner: Int?, front: [Int]) -> TuningChoice {
    let ranked = contenders.members.indices
      .filter { contenders.members[$0].problem == nil }
      .map { (place: $0, appraisal: contenders.appraisal(of: $0, universes: ChoiceRule.universes)) }
      .sorted { a, b in
        if a.place == winner || b.place == winner { return a.place == winner }
        if a.appraisal.isBetter(than: b.appraisal) { return true }
        return !b.appraisal.isBetter(than: a.appraisal) && a.place < b.place
      }
      .map(\.place)
    return TuningChoice(
      finalists: ranked.map { contenders.finalist($0, universes: ChoiceRule.universes) },
      front: front.map { contenders.finalist($0, universes: ChoiceRule.universes) },
      winner: winner.map { contenders.finalist($0, universes: ChoiceRule.universes) },
      runs: contenders.runs)
  }

  // MARK: Several objectives

  /// The archive, thinned where it is large.
  private func front(of outcome: TuningSearch.Outcome) -> [Int] {
    let members = outcome.archive.compactMap { place in
      outcome.appraisals[place].map {
        SearchMember(id: place, point: outcome.evaluations[place].point, appraisal: $0)
      }
    }
    return NondominatedSort.best(ChoiceRule.front, of: members).map(\.id)
  }

  private func chooseFront(
    _ contenders: inout ContenderSet, _ options: TuningOptions
  ) async throws -> TuningChoice {
    let everyone = Array(contenders.members.indices)
    let clock = PhaseClock(
      .choice, total: everyone.count * contenders.scenarios.count * ChoiceRule.universes,
      report: options.progress)
    try await contenders.extend(
      everyone, to: ChoiceRule.universes, ended: { clock.report(completed: $0) })
    let feasible = everyone.filter { contenders.appraisal(of: $0).isFeasible }
    let level = ChoiceRule.alpha / Double(max(1, feasible.count))
    let front = feasible.filter { place in
      !feasible.contains { $0 != place && isBeaten(place, by: $0, contenders, level) }
    }
    .sorted {
      contenders.appraisal(of: $0).objectives[0] < contenders.appraisal(of: $1).objectives[0]
    }
    // All objectives count alike: the least product of the ratios.
    let winner = front.min { a, b in
      contenders.appraisal(of: a).objectives.reduce(0, +)
        < contenders.appraisal(of: b).objectives.reduce(0, +)
    }
    return choice(contenders, winner: winner, front: front)
  }

  /// Whether another one is surely better in every objective.
  private func isBeaten(
    _ place: Int, by other: Int, _ contenders: ContenderSet, _ level: Double
  ) -> Bool {
    space.objectives.indices.allSatisfy { objective in
      let differences = zip(
        contenders.values(objective, of: place), contenders.values(objective, of: other)
      ).map { $0 - $1 }
      guard differences.allSatisfy(\.isFinite) else {
        return contenders.values(objective, of: place).contains(.infinity)
      }
      let moments = SampleMoments(differences)
      guard moments.mean > 0, let error = moments.standardError else { return false }
      guard error > 0 else { return true }
      let freedom = Double(moments.count - 1)
      return StudentT.upperTail(moments.mean / error, degreesOfFreedom: freedom) < level
    }
  }
}
