import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Settings that compete on fresh universes, the scenario as it stands first.
struct ContenderSet: Sendable {
  static let asItStands = TuningContest.asItStands

  /// One of them.
  struct Contender: Sendable {
    var name: String
    var settings: [VariantSetting]
    /// Of each scenario; empty where the settings make none.
    var specifications: [RunSpecification] = []
    /// `[scenario][universe]`, as far as it has run.
    var figures: TuningJudge.Figures
    var problem: String?
  }

  let scenarios: ScenarioSet
  let judge: TuningJudge
  let pool: FigurePool
  /// The first universe.
  let first: Int
  private(set) var members: [Contender]
  /// Runs so far.
  private(set) var runs = 0

  /// - Parameter entrants: Who competes with the scenario as it stands; those whose settings make no
  ///   scenario do not run.
  init(
    _ entrants: [(name: String, settings: [VariantSetting])], scenarios: ScenarioSet,
    judge: TuningJudge, pool: FigurePool, first: Int
  ) {
    self.scenarios = scenarios
    self.judge = judge
    self.pool = pool
    self.first = first
    members = ([(Self.asItStands, [])] + entrants).map { entrant in
      var member = Contender(
        name: entrant.0, settings: entrant.1, figures: scenarios.scenarios.map { _ in [] })
      switch scenarios.specifications(with: entrant.1) {
      case .success(let specifications): member.specifications = specifications
      case .failure(let problem): member.problem = problem.text
      }
      return member
    }
  }

  /// Universes that a member has run on.
  func replications(of place: Int) -> Int { members[place].figures.map(\.count).min() ?? 0 }

  /// Runs members on universes up to `count` of them, and the scenario as it stands with them.
  mutating func extend(_ places: [Int], to count: Int, ended: (_ runs: Int) -> Void) async throws {
    precondition(first + count <= (first / TuningUniverses.most + 1) * TuningUniverses.most)
    var runs: [FigureRun] = []
    for place in Set(places + [0]).sorted() where members[place].problem == nil {
      let there = replications(of: place)
      guard there < count else { continue }
      for scenario in members[place].figures.indices {
        members[place].figures[scenario] += [[Double?]](repeating: [], count: count - there)
      }
      runs += (there..<count).flatMap { universe in
        members[place].specifications.indices.map { scenario in
          FigureRun(
            subject: place, scenario: scenario, replication: first + universe,
            specification: members[place].specifications[scenario])
        }
      }
    }
    var problems: [Int: (order: (Int, Int), text: String)] = [:]
    try await pool.run(runs) { run, outcome in
      switch outcome {
      case .figures(let figures):
        members[run.subject].figures[run.scenario][run.replication - first] = figures
      case .problem(let text):
        let order = (run.replication, run.scenario)
        if let known = problems[run.subject], known.order < order { break }
        problems[run.subject] = (order, text)
      case .stopped: break
      }
      self.runs += 1
      ended(self.runs)
      return []
    }
    for (place, problem) in problems { members[place].problem = problem.text }
  }

  /// A member's figures, and those of the scenario as it stands, on the universes that both have.
  private func shared(_ place: Int) -> (own: TuningJudge.Figures, baseline: TuningJudge.Figures) {
    let count = replications(of: place)
    return (members[place].figures, members[0].figures.map { Array($0.prefix(count)) })
  }

  /// - Parameter count: The universes that are looked at, from the first; all by default.
  func appraisal(of place: Int, universes count: Int = .max) -> Appraisal {
    guard members[place].problem == nil else { return .none }
    let shared = shared(place)
    return judge.appraisal(
      of: shared.own.map { Array($0.prefix(count)) },
      over: shared.baseline.map { Array($0.prefix(count)) })
  }

  func isSurelyFeasible(_ place: Int) -> Bool {
    guard members[place].problem == nil else { return false }
    let shared = shared(place)
    return judge.isSurelyFeasible(shared.own, over: shared.baseline)
  }

  /// An objective by universe, over all scenarios; what has no sample counts as the worst.
  func values(_ objective: Int, of place: Int) -> [Double] {
    let shared = shared(place)
    return judge.values(objective, of: shared.own, over: shared.baseline).map { $0 ?? .infinity }
  }

  /// - Parameter count: The universes that figures are told of: the same for all, so that they can be
  ///   held against each other.
  func finalist(_ place: Int, universes count: Int) -> TuningFinalist {
    TuningFinalist(
      name: members[place].name, settings: members[place].settings,
      objectives: judge.scenarioMeans(
        of: members[place].figures.map { Array($0.prefix(count)) }),
      isFeasible: appraisal(of: place).isFeasible, replications: replications(of: place))
  }
}
