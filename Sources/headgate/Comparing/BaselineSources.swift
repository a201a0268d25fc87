import HeadgateModel
import HeadgateStore

/// Finds what a baseline is made of.
struct BaselineSources {
  /// A result that is there, or a scenario whose result is yet to come.
  enum Source {
    case result(RunResult, from: String)
    case scenario(Scenario)
  }

  var store: StoreOptions
  var baselines: BaselineFolder
  var changes: ScenarioChanges

  /// - Throws: `CommandFailure` where a source is not there or cannot be read, and where scenarios are
  ///   invalid.
  func find(_ sources: [String]) throws -> [Source] {
    let results = ResultSource(
      storePath: store.path, baselines: baselines, detail: .comparison)
    let isScenario = sources.map { Int64($0) == nil && !$0.hasSuffix(".json") }
    if !isScenario.contains(true), !changes.isEmpty {
      throw CommandFailure(
        .usage, "--set, --controller, --seed and --replications change scenarios that are to be run"
      )
    }
    guard !sources.isEmpty else { return [try latest(results)] }
    return try zip(sources, isScenario).flatMap { source, isScenario -> [Source] in
      if isScenario { return try changes.load([source]).map(Source.scenario) }
      if let id = Int64(source) {
        return [.result(try results.run(id), from: "run \(id)")]
      }
      return try ResultSource.results(inFile: source, detail: .comparison).map {
        .result($0, from: source)
      }
    }
  }

  private func latest(_ results: ResultSource) throws -> Source {
    let store = try StoreAccess.open(store.path, readOnly: true)
    do {
      let runs = try store.list(limit: 1000)
      guard let latest = runs.first(where: { $0.verdict != nil && $0.verdict != .interrupted })
      else {
        throw CommandFailure(
          .usage, "\(self.store.path) holds no finished run; name a scenario to run")
      }
      return .result(try results.run(latest.id), from: "run \(latest.id)")
    } catch let error as StoreError {
      throw CommandFailure(.usage, error.message)
    }
  }
}
