import HeadgateModel
import HeadgateStatistics

/// The search of a study, generation by generation, until its runs are spent.
struct TuningSearch {
  /// What a search found.
  struct Outcome: Sendable {
    var evaluations: [TuningEvaluation]
    /// Of each evaluation; `nil` where it was given up.
    var appraisals: [Appraisal?]
    var history: [TuningGeneration]
    var runs: Int
    var baseline: TuningJudge.Figures
    /// With several objectives what nothing betters, by evaluation.
    var archive: [Int]
  }

  /// Generations in a row without a run after which nothing new is to be expected.
  private static let idleGenerations = 20
  /// What is no gain at all: twice as bad as the scenario as it stands.
  private static let reference = SpecialFunctions.log(2)

  let space: TuningSpace
  let problem: TuningProblem
  let judge: TuningJudge
  private var engine: TuningEngine
  private var evaluation: CandidateEvaluation
  private var evaluations: [TuningEvaluation] = []
  private var appraisals: [Appraisal?] = []
  private var history: [TuningGeneration] = []
  private var archive: EpsilonArchive
  private var best: Int?
  private let stored: [Int: TuningEvaluation]
  /// Runs of the scenario as it stands.
  private let baselineRuns: Int

  init(
    space: TuningSpace, problem: TuningProblem, judge: TuningJudge, start: [[Double]],
    evaluation: CandidateEvaluation, stored: [TuningEvaluation]
  ) throws {
    self.space = space
    self.problem = problem
    self.judge = judge
    self.evaluation = evaluation
    baselineRuns = evaluation.scenarios.count * evaluation.replications
    let affordable = space.search.runs / baselineRuns - 1
    guard affordable >= 4 else { throw TuningError.runs(atLeast: 5 * baselineRuns) }
    engine = TuningEngine(
      objectives: space.objectives.count, dimensions: space.parameters.count,
      population: min(max(space.search.population, 4), affordable), start: start,
      seed: space.search.seed)
    archive = EpsilonArchive(widths: judge.widths)
    self.stored = Dictionary(
      stored.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    for known in stored { self.evaluation.remember(known) }
  }

  /// Runs that are spent.
  private var runs: Int { baselineRuns + evaluation.runs }

  mutating func run(
    ended: (_ runs: Int) -> Void, evaluated: ([TuningEvaluation]) -> Void
  ) async throws -> Outcome {
    var idle = 0
    var generation = 0
    while idle < Self.idleGenerations {
      let affordable = (space.search.runs - runs) / baselineRuns
      guard affordable > 0 else { break }
      let before = runs
      let points = engine.ask()
      let candidates = candidates(Array(points.prefix(affordable)), generation)
      let fresh = try await look(at: candidates, ended: ended, evaluated: evaluated)
      engine.tell(members(fresh, of: points.count))
      note(fresh, generation)
      idle = runs == before ? idle + 1 : 0
      generation += 1
    }
    return Outcome(
      evaluations: evaluations, appraisals: appraisals, history: history, runs: runs,
      baseline: evaluation.baseline, archive: archive.entries.map(\.id))
  }

  private func candidates(_ points: [[Double]], _ generation: Int) -> [TuningCandidate] {
    points.enumerated().map { slot, point in
      let parent = engine.isFirst ? nil : evaluations[engine.members[slot].id]
      return TuningCandidate(
        index: evaluations.count + slot, generation: generation, slot: slot, point: point,
        settings: problem.settings(of: point),
        parent: parent.flatMap { $0.problem == nil ? $0.figures : nil })
    }
  }

  /// A generation in the order of its slots.
  private mutating func look(
    at candidates: [TuningCandidate], ended: (_ runs: Int) -> Void,
    evaluated: ([TuningEvaluation]) -> Void
  ) async throws -> [TuningEvaluation] {
    for candidate in candidates {
      guard let stored = stored[candidate.index] else { continue }
      guard stored.point == candidate.point, stored.settings == candidate.settings else {
        throw TuningError.stored(index: candidate.index)
      }
    }
    var fresh: [TuningEvaluation] = []
    func tell() {
      fresh.sort { $0.index < $1.index }
      let new = fresh.filter { stored[$0.index] != $0 }
      if !new.isEmpty { evaluated(new) }
    }
    do {
      let spent = baselineRuns
      try await evaluation.evaluate(candidates, ended: { ended(spent + $0) }) { fresh.append($0) }
    } catch {
      tell()
      throw error
    }
    tell()
    return fresh
  }

  /// What the engine is told: nothing of what was given up.
  private mutating func members(_ fresh: [TuningEvaluation], of count: Int) -> [SearchMember?] {
    var members = [SearchMember?](repeating: nil, count: count)
    for evaluation in fresh {
      let appraisal = appraisal(of: evaluation)
      evaluations.append(evaluation)
      appraisals.append(appraisal)
      guard let appraisal else { continue }
      members[evaluation.slot] = SearchMember(
        id: evaluation.index, point: evaluation.point, appraisal: appraisal)
    }
    return members
  }

  private func appraisal(of evaluation: TuningEvaluation) -> Appraisal? {
    if evaluation.isAbandoned { return nil }
    if evaluation.problem != nil { return Appraisal.none }
    return judge.appraisal(of: evaluation.figures, over: self.evaluation.baseline)
  }

  private mutating func note(_ fresh: [TuningEvaluation], _ generation: Int) {
    for evaluation in fresh {
      guard let appraisal = appraisals[evaluation.index], appraisal.isFeasible else { continue }
      archive.add(id: evaluation.index, objectives: appraisal.objectives)
      if let best, let held = appraisals[best], !appraisal.isBetter(than: held) { continue }
      best = evaluation.index
    }
    let members = engine.members
    let feasible = members.filter(\.appraisal.isFeasible).count
    history.append(
      TuningGeneration(
        generation: generation, runs: runs,
        best: best.map { judge.objectiveMeans(of: evaluations[$0].figures) } ?? [],
        progress: progress, feasible: Double(feasible) / Double(members.count),
        abandoned: fresh.filter(\.isAbandoned).count))
  }

  private var progress: Double? {
    guard let best, let appraisal = appraisals[best] else { return nil }
    guard space.objectives.count > 1 else { return appraisal.objectives[0] }
    return -ParetoFront.hypervolume(
      archive.entries.map(\.objectives),
      reference: [Double](repeating: Self.reference, count: space.objectives.count))
  }
}
