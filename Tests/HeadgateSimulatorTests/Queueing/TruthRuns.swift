import HeadgateModel
import HeadgateSimulator

/// Runs each model once, however many tests ask for it.
actor TruthRuns {
  static let shared = TruthRuns()
  private var runs: [String: Task<ModelOutcome, any Error>] = [:]

  func outcome(of model: QueueingModel) async throws -> ModelOutcome {
    let run = runs[model.id] ?? Task { try await Self.run(model) }
    runs[model.id] = run
    return try await run.value
  }

  private static func run(_ model: QueueingModel) async throws -> ModelOutcome {
    let (figures, controls) = (model.figures, model.controls)
    let count = model.isDeterministic ? 1 : model.effort.replications
    var rows = [[Double]](repeating: [], count: count)
    var problems: [String] = []
    try await withThrowingTaskGroup(of: Replication.self) { group in
      for replication in 0..<count {
        group.addTask {
          try Replication(model, figures, controls, number: replication)
        }
      }
      for try await replication in group {
        rows[replication.number] = replication.values
        problems += replication.problems
      }
    }
    return ModelOutcome(
      model: model.id,
      samples: figures.enumerated().map { place, figure in
        (figure, rows.map { $0[place] })
      },
      controls: controls.enumerated().map { place, control in
        (control, rows.map { $0[figures.count + place] })
      },
      problems: problems)
  }
}

/// The figures and controls of one replication.
private struct Replication: Sendable {
  var number: Int
  var values: [Double] = []
  var problems: [String]

  init(_ model: QueueingModel, _ figures: [Figure], _ controls: [Control], number: Int) throws {
    self.number = number
    let result = try SimulatorBackend().run(
      model.specification(replication: number), replication: number, options: RunOptions())
    problems = result.checks.filter { !$0.holds }.map {
      "replication \(number): \($0.name): \($0.detail)"
    }
    if result.inFlight > 0 { problems.append("replication \(number) has not drained") }
    let readings =
      figures.map { ($0.id, $0.read(result)) } + controls.map { ($0.name, $0.read(result)) }
    for (name, value) in readings {
      if value == nil { problems.append("replication \(number): no sample for \(name)") }
      values.append(value ?? .nan)
    }
  }
}
