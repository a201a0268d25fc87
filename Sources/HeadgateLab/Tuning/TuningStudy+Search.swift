import HeadgateCore
import HeadgateModel
import HeadgateStatistics

extension TuningStudy {
  /// The scenarios that the search sees.
  var searched: ScenarioSet {
    ScenarioSet(
      scenarios: scenarios.filter { !$0.isHeldOut }, windowFigures: space.windowFigures)
  }

  /// All scenarios.
  var all: ScenarioSet { ScenarioSet(scenarios: scenarios, windowFigures: space.windowFigures) }

  func judge(of set: ScenarioSet) -> TuningJudge {
    let stages = scenarios[0].template.scenario.variants[0].specification.pipeline.stages
    return TuningJudge(
      space, weights: set.weights, catalogue: MetricCatalogue(stages: stages.map(\.name)))
  }

  func pool(_ options: TuningOptions) -> FigurePool {
    FigurePool(
      backend: backend, names: space.figureNames, jobs: jobs, isCancelled: options.isCancelled)
  }

  func search(
    stored: [TuningEvaluation], options: TuningOptions
  ) async throws -> TuningSearch.Outcome {
    let set = searched
    let judge = judge(of: set)
    let pool = pool(options)
    let clock = PhaseClock(.search, total: space.search.runs, report: options.progress)
    let baseline = try await baseline(set, judge, pool)
    let problem = TuningProblem(parameters: space.parameters)
    let evaluation = CandidateEvaluation(
      scenarios: set, judge: judge, race: Race(), replications: space.search.replications,
      pool: pool, baseline: baseline)
    var search = try TuningSearch(
      space: space, problem: problem, judge: judge, start: start(problem),
      evaluation: evaluation, stored: stored)
    return try await search.run(
      ended: { clock.report(completed: $0) },
      evaluated: { options.evaluated?($0) })
  }

  /// The scenarios as they stand, on the universes of the search.
  private func baseline(
    _ set: ScenarioSet, _ judge: TuningJudge, _ pool: FigurePool
  ) async throws -> TuningJudge.Figures {
    let specifications: [RunSpecification]
    do {
      specifications = try set.specifications(with: []).get()
    } catch {
      throw TuningError.baseline(
        scenario: set.scenarios[0].template.scenario.name, problem: error.text)
    }
    let figures = try await pool.figures(
      of: specifications, universes: 0..<space.search.replications)
    for (scenario, outcome) in zip(set.scenarios, figures) {
      let name = scenario.template.scenario.name
      for replication in outcome {
        switch replication {
        case .failure(let problem):
          throw TuningError.baseline(scenario: name, problem: problem.text)
        case .success(let values):
          for objective in space.objectives.indices
          where judge.gain(objective, values, over: values) == nil {
            throw TuningError.noSample(
              scenario: name, metric: space.objectives[objective].metric.description)
          }
        }
      }
    }
    return figures.map { $0.map { (try? $0.get()) ?? [] } }
  }

  /// The points to start from: what stands in the scenarios, and the presets of controllers, as far
  /// as the space can express them.
  func start(_ problem: TuningProblem) -> [[Double]] {
    let templates = scenarios.filter { !$0.isHeldOut }.map(\.template)
    var points: [[Double]] = []
    var seen: Set<String> = []
    func add(_ point: [Double]?) {
      guard let point else { return }
      let key = TuningCandidate.key(of: problem.settings(of: point))
      if seen.insert(key).inserted { points.append(point) }
    }
    for template in templates { add(problem.point { template.value(at: $0) }) }
    if space.parameters.contains(where: { $0.path.hasPrefix("controller") }) {
      for preset in ControllerPreset.allCases {
        let setting = VariantSetting(path: "controller", value: preset.rawValue)
        add(problem.point { templates[0].value(at: $0, with: [setting]) })
      }
    }
    return points
  }
}
