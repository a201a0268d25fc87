import HeadgateLab
import HeadgateModel
import HeadgateStore

/// The baseline of a gate, scenario by scenario.
struct GateBaselines {
  private let name: String
  private let results: [RunResult]

  /// - Parameter place: The name of a baseline in `folder`, or the file of one or of results.
  /// - Throws: `CommandFailure` (baseline missing) where there is none, or none that can be read.
  init(_ place: String, folder: BaselineFolder) throws {
    name = place
    do {
      results =
        FileAccess.kind(place, followingLinks: true) == .file
        ? try ResultSource.results(inFile: place, detail: .comparison) : try folder.load(place)
    } catch let error as BaselineError {
      throw CommandFailure(error)
    } catch let failure as CommandFailure {
      throw CommandFailure(.baselineMissing, failure.message)
    }
  }

  /// What a scenario is held against.
  ///
  /// - Throws: `CommandFailure` (baseline missing) where the baseline is of other scenarios, or of
  ///   other universes.
  func baseline(of scenario: Scenario) throws -> GateResult.Baseline {
    let matching = results.filter { $0.scenarioName == scenario.name }
    guard let result = matching.first else {
      let names = results.map(\.scenarioName)
      let hint = Spelling.hint(for: scenario.name, among: names, called: "scenarios")
      throw missing("holds nothing of scenario \(scenario.name)" + (hint.map { "; \($0)" } ?? ""))
    }
    guard matching.count == 1 else {
      throw missing("holds \(matching.count) results of scenario \(scenario.name)")
    }
    guard result.seed == scenario.seed else {
      throw missing(
        "was made with seed \(result.seed), and \(scenario.name) would run with \(scenario.seed), "
          + "other universes: add --seed \(result.seed), or save it anew")
    }
    guard result.verdict != .interrupted, result.verdict != .invalid else {
      throw missing("is of a run that was \(result.verdict.rawValue): save it anew")
    }
    return GateResult.Baseline(result, label: name)
  }

  private func missing(_ problem: String) -> CommandFailure {
    CommandFailure(.baselineMissing, "baseline '\(name)' \(problem)")
  }
}
