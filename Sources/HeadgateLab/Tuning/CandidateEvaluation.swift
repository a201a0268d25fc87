import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Looks at candidates, a generation at a time, and remembers what their settings came to.
///
/// A candidate is raced against its parent: two replications, and then one at a time while it is
/// not surely worse. What it comes to depends on its own and its parent's figures alone, so that
/// neither the number of jobs nor the order in which runs end matters. Settings that were seen before
/// take the figures that are there, and run only what is missing.
struct CandidateEvaluation {
  /// What is known of some settings.
  private struct Known {
    /// `[scenario][replication]`, as far as there are any.
    var figures: TuningJudge.Figures
    /// Replications that the search has paid for.
    var paid = 0
    var specifications: [RunSpecification]?
    var problem: String?
  }

  /// A candidate under way.
  private struct Entrant {
    var candidate: TuningCandidate
    /// Replications up to the next look.
    var goal: Int
    /// Runs that are out.
    var open = 0
    /// Where a run broke first: replication, then scenario.
    var broken: (replication: Int, scenario: Int, problem: String)?
    var isAbandoned = false
  }

  let scenarios: ScenarioSet
  let judge: TuningJudge
  let race: Race
  let replications: Int
  let pool: FigurePool
  let baseline: TuningJudge.Figures
  /// Runs that the search has paid for.
  private(set) var runs = 0
  private var known: [String: Known] = [:]

  init(
    scenarios: ScenarioSet, judge: TuningJudge, race: Race, replications: Int, pool: FigurePool,
    baseline: TuningJudge.Figures
  ) {
    self.scenarios = scenarios
    self.judge = judge
    self.race = race
    self.replications = replications
    self.pool = pool
    self.baseline = baseline
  }

  /// Takes figures of an earlier run of the same study.
  mutating func remember(_ evaluation: TuningEvaluation) {
    guard evaluation.problem == nil, evaluation.figures.count == scenarios.count else { return }
    let key = TuningCandidate.key(of: evaluation.settings)
    let there = known[key]?.figures.first?.count ?? 0
    guard evaluation.figures[0].count > there else { return }
    known[key] = Known(figures: evaluation.figures)
  }

  /// Looks at a generation.
  ///
  /// - Throws: `RunInterrupted`; what had finished is told by `finished` before.
  mutating func evaluate(
    _ candidates: [TuningCandidate], ended: (_ runs: Int) -> Void,
    finished: (TuningEvaluation) -> Void
  ) async throws {
    try await prepare(candidates)
    // Those with the settings of another one wait for its figures.
    var rest = candidates
    while !rest.isEmpty {
      var seen: Set<String> = []
      let wave = rest.filter { seen.insert($0.key).inserted }
      let taken = Set(wave.map(\.index))
      rest.removeAll { taken.contains($0.index) }
      try await evaluate(wave: wave, ended: ended, finished: finished)
    }
  }

  private mutating func prepare(_ candidates: [TuningCandidate]) async throws {
    var seen: Set<String> = []
    let new = candidates.filter {
      known[$0.key]?.specifications == nil && known[$0.key]?.problem == nil
        && seen.insert($0.key).inserted
    }
    let read = await scenarios.specifications(with: new.map(\.settings), jobs: pool.jobs)
    for (candidate, result) in zip(new, read) {
      let empty = Known(figures: scenarios.scenarios.map { _ in [] })
      switch result {
      case .success(let specifications):
        known[candidate.key, default: empty].specifications = specifications
      case .failure(let problem):
        known[candidate.key, default: empty].problem = problem.text
      }
    }
  }

  private mutating func evaluate(
    wave: [TuningCandidate], ended: (_ runs: Int) -> Void, finished: (TuningEvaluation) -> Void
  ) async throws {
    var entrants = wave.map { candidate in
      Entrant(
        candidate: candidate,
        goal: candidate.parent == nil ? replications : min(race.patience, replications))
    }
    var first: [FigureRun] = []
    for place in entrants.indices {
      first += advance(place, &entrants, finished)
    }
    ended(runs)
    try await pool.run(first) { run, outcome in
      record(run, outcome, &entrants[run.subject])
      guard entrants[run.subject].open == 0 else { return [] }
      let next = advance(run.subject, &entrants, finished)
      ended(runs)
      return next
    }
  }

  /// Takes a candidate as far as its figures go; the runs that it needs next, or none at its end.
  private mutating func advance(
    _ place: Int, _ entrants: inout [Entrant], _ finished: (TuningEvaluation) -> Void
  ) -> [FigureRun] {
    let candidate = entrants[place].candidate
    let key = candidate.key
    if known[key]?.problem == nil, let broken = entrants[place].broken {
      known[key]?.problem = broken.problem
      pay(key, entrants[place].goal)
    }
    while true {
      guard let known = known[key], known.problem == nil, let specifications = known.specifications
      else { break }
      let goal = entrants[place].goal
      let there = known.figures[0].count
      guard there >= goal else {
        entrants[place].open = (goal - there) * scenarios.count
        for scenario in known.figures.indices {
          self.known[key]?.figures[scenario] += [[Double?]](repeating: [], count: goal - there)
        }
        return (there..<goal).flatMap { replication in
          specifications.indices.map {
            FigureRun(
              subject: place, scenario: $0, replication: replication,
              specification: specifications[$0])
          }
        }
      }
      pay(key, goal)
      if goal == replications { break }
      if isLost(candidate, known.figures.map { Array($0.prefix(goal)) }) {
        entrants[place].isAbandoned = true
        break
      }
      entrants[place].goal += 1
    }
    finished(evaluation(entrants[place]))
    return []
  }

  private mutating func record(_ run: FigureRun, _ outcome: FigureOutcome, _ entrant: inout Entrant)
  {
    entrant.open -= 1
    switch outcome {
    case .figures(let figures):
      known[entrant.candidate.key]?.figures[run.scenario][run.replication] = figures
    case .problem(let problem):
      let place = (run.replication, run.scenario)
      if let broken = entrant.broken, (broken.replication, broken.scenario) < place { return }
      entrant.broken = (run.replication, run.scenario, problem)
    case .stopped: break
    }
  }

  private mutating func pay(_ key: String, _ replications: Int) {
    guard let paid = known[key]?.paid, replications > paid else { return }
    known[key]?.paid = replications
    runs += (replications - paid) * scenarios.count
  }

  private func isLost(_ candidate: TuningCandidate, _ figures: TuningJudge.Figures) -> Bool {
    guard let parent = candidate.parent else { return false }
    return judge.isLost(figures, against: parent, over: baseline, race)
  }

  private func evaluation(_ entrant: Entrant) -> TuningEvaluation {
    let candidate = entrant.candidate
    let known = known[candidate.key]
    let problem = known?.problem
    return TuningEvaluation(
      index: candidate.index, generation: candidate.generation, slot: candidate.slot,
      point: candidate.point, settings: candidate.settings,
      figures: problem == nil ? known?.figures.map { Array($0.prefix(entrant.goal)) } ?? [] : [],
      isAbandoned: entrant.isAbandoned, problem: problem)
  }
}
