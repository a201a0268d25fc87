import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization

/// A study of a pipeline that there is a formula for: latency is least at 200 tokens/s and 20
/// workers, throughput is what workers and rate allow.
enum FakeStudy {
  static func template(
    seed: UInt64 = 7, name: String = "fake"
  ) throws(InvalidScenario) -> ScenarioTemplate {
    try ScenarioTemplate(
      text: """
        schemaVersion: 1
        name: \(name)
        run: {seed: \(seed), replications: 3, duration: 60s}
        workloads:
          - name: bulk
            arrivals: poisson
            phases: [{name: hold, rate: 1/s, for: 60s}]
            chapters: {size: 8KiB}
        pipeline:
          stages:
            - {name: embed, workers: 4, service: {perItem: 5ms}}
        controller: {preset: balanced, rate: 60/s}
        """, path: "\(name).yaml")
  }

  static let rate = TuningParameter(
    path: "controller.rate", range: .real(low: 10, high: 1000, unit: "/s", isLogarithmic: true))
  static let workers = TuningParameter(
    path: "pipeline.stages.embed.workers",
    range: .integer(low: 1, high: 64, isLogarithmic: false))
  static let latency = objective("latency.p99")

  static func objective(
    _ metric: String, _ goal: TuningObjective.Goal = .minimize
  ) -> TuningObjective {
    TuningObjective(
      expression: "\(goal.rawValue) \(metric)", goal: goal, metric: MetricReference(name: metric))
  }

  static func space(
    parameters: [TuningParameter] = [rate, workers], objectives: [TuningObjective] = [latency],
    constraints: [TuningConstraint] = [], aggregate: TuningSpace.Aggregate = .worst,
    seed: UInt64 = 1, runs: Int = 600, population: Int = 8
  ) -> TuningSpace {
    TuningSpace(
      name: "fake", description: "", path: "space.yaml", sha256: "00", parameters: parameters,
      objectives: objectives, constraints: constraints, aggregate: aggregate,
      search: TuningSearchSettings(
        seed: seed, runs: runs, replications: 6, population: population))
  }

  static func study(
    _ space: TuningSpace = space(), scenarios: [TuningScenario]? = nil,
    on backend: any FigureBackend = figures(), jobs: Int = 1
  ) throws -> TuningStudy {
    let own = try [TuningScenario(template: template())]
    return TuningStudy(
      space: space, scenarios: scenarios ?? own, backend: backend, jobs: jobs, environment: .fake)
  }

  static func figures() -> FakeFigures {
    FakeFigures { metric, specification, replication in
      figure(metric, specification, replication)
    }
  }

  static func figure(
    _ metric: String, _ specification: RunSpecification, _ replication: Int
  ) -> Double? {
    let workers = Double(specification.pipeline.stages[0].workers)
    let rate = specification.pipeline.controller?.rate ?? 1
    let noise = FakeFigures.noise(specification, replication)
    switch metric {
    case "latency.p99":
      let off = rate > 200 ? rate / 200 : 200 / rate
      let crowd = (workers - 20) / 20
      return (0.5 + noise) * (off + crowd * crowd)
    case "throughput": return min(rate, 30 * workers) * (0.99 + 0.02 * noise)
    case "offered": return 1000
    case "failed": return workers < 10 ? 5 : 0
    default: return nil
    }
  }

  static func constraint(
    _ metric: String, _ comparison: Comparison, _ limit: Double, isShareOfOffered: Bool = false
  ) -> TuningConstraint {
    .absolute(.fake(metric, comparison, limit, isShareOfOffered: isShareOfOffered))
  }

  static func relative(
    _ metric: String, _ comparison: Comparison, _ share: Double
  ) -> TuningConstraint {
    .relative(
      Regression(
        expression: "\(metric) \(comparison.rawValue) \(share) of baseline",
        metric: MetricReference(name: metric), comparison: comparison, share: share,
        location: SourceLocation(file: "space.yaml", line: 1, column: 1)))
  }
}

/// Collects what a study evaluates.
final class EvaluationLog: Sendable {
  private let log = Mutex<[[TuningEvaluation]]>([])

  /// A generation after the other.
  var batches: [[TuningEvaluation]] { log.withLock { $0 } }
  var all: [TuningEvaluation] { batches.flatMap { $0 } }

  var options: TuningOptions {
    TuningOptions(evaluated: { batch in self.log.withLock { $0.append(batch) } })
  }
}

/// A result's parts that runs decide, for comparison.
struct StudyFindings: Equatable {
  var history: [TuningGeneration]
  var runs: TuningRuns
  var finalists: [TuningFinalist]
  var front: [TuningFinalist]
  var winner: TuningFinalist?
  var validation: [TuningContest]
  var importance: [TuningImportance]
  var verdict: TuningVerdict

  init(_ result: TuningResult) {
    history = result.history
    runs = result.runs
    finalists = result.finalists
    front = result.front
    winner = result.winner
    validation = result.validation
    importance = result.importance
    verdict = result.verdict
  }
}
