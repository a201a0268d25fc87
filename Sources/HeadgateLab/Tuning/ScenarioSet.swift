import HeadgateCore
import HeadgateModel

/// Scenarios as the runs of a study need them.
struct ScenarioSet: Sendable {
  let scenarios: [TuningScenario]
  /// The figures over windows that every run is asked for.
  let windowFigures: [WindowFigure]

  var count: Int { scenarios.count }
  var weights: [Double] { scenarios.map(\.weight) }

  /// What runs with these settings in each scenario, or what is wrong with them.
  func specifications(with settings: [VariantSetting]) -> Result<[RunSpecification], SettingProblem>
  {
    var specifications: [RunSpecification] = []
    for scenario in scenarios {
      do throws(InvalidScenario) {
        var specification = try scenario.template.variant(with: settings).specification
        specification.windowFigures = windowFigures
        specifications.append(specification)
      } catch {
        let problem = error.problems.first.map { "\($0)" } ?? "the settings make no scenario"
        return .failure(SettingProblem(text: "\(scenario.template.scenario.name): \(problem)"))
      }
    }
    return .success(specifications)
  }

  /// The same for many, side by side.
  func specifications(
    with settings: [[VariantSetting]], jobs: Int
  ) async -> [Result<[RunSpecification], SettingProblem>] {
    await withTaskGroup(of: (Int, [Result<[RunSpecification], SettingProblem>]).self) { group in
      let share = (settings.count + jobs - 1) / jobs
      for first in stride(from: 0, to: settings.count, by: max(1, share)) {
        let part = settings[first..<min(first + share, settings.count)]
        group.addTask { (first, part.map { specifications(with: $0) }) }
      }
      var parts: [(Int, [Result<[RunSpecification], SettingProblem>])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}

/// Why settings make no scenario that runs.
struct SettingProblem: Error, Equatable {
  var text: String
}
