import HeadgateCore
import HeadgateModel

extension FigurePool {
  /// The figures of specifications on universes: by specification, then universe.
  ///
  /// - Throws: `RunInterrupted`.
  func figures(
    of specifications: [RunSpecification], universes: Range<Int>,
    ended: () -> Void = {}
  ) async throws -> [[Result<[Double?], SettingProblem>]] {
    let runs = specifications.indices.flatMap { place in
      universes.map {
        FigureRun(
          subject: place, scenario: place, replication: $0, specification: specifications[place])
      }
    }
    let empty = Result<[Double?], SettingProblem>.failure(SettingProblem(text: "has not run"))
    var results = specifications.map { _ in
      [Result<[Double?], SettingProblem>](repeating: empty, count: universes.count)
    }
    try await run(runs) { run, outcome in
      let place = run.replication - universes.lowerBound
      switch outcome {
      case .figures(let values): results[run.subject][place] = .success(values)
      case .problem(let text):
        results[run.subject][place] = .failure(SettingProblem(text: text))
      case .stopped: break
      }
      ended()
      return []
    }
    return results
  }
}
