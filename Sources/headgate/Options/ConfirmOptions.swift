import ArgumentParser
import HeadgateLab
import HeadgateModel

/// Whether the order of the best is put to the test on the wall clock.
struct ConfirmOptions: ParsableArguments {
  enum Mode: String, ExpressibleByArgument, CaseIterable {
    case live
  }

  @Option(
    help: ArgumentHelp(
      "Let the real engine say whether the best and the presets come in the same order.",
      valueName: "live"))
  var confirm: Mode?

  @Option(
    help: ArgumentHelp(
      "With --confirm: the scenario to run (default: the first); a run takes as long as its load.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var confirmWith: String?

  @Option(help: ArgumentHelp("With --confirm: runs of each (default: 3).", valueName: "n"))
  var confirmRuns: Int?

  func validate() throws {
    if confirm == nil, confirmWith != nil || confirmRuns != nil {
      throw ValidationError("--confirm-with and --confirm-runs need --confirm live.")
    }
    if let confirmRuns, confirmRuns < 1 {
      throw ValidationError("--confirm-runs must be at least 1.")
    }
  }

  /// - Throws: `CommandFailure` where the scenario cannot be read.
  func settings(
    _ plan: TuningPlan, _ overrides: ScenarioOverrides
  ) throws -> TuningConfirmationSettings? {
    guard confirm != nil else { return nil }
    var template = plan.scenarios[0].template
    if let confirmWith {
      do {
        let scenario = TuningScenario(
          template: try ScenarioTemplate(path: confirmWith, overrides: overrides))
        let fitted = try TuningSpaceLoader.load(path: plan.space.path, scenarios: [scenario])
        template = fitted.scenarios[0].template
      } catch {
        throw CommandFailure(error)
      }
    }
    return TuningConfirmationSettings(
      backend: RunMode.live.backend(), template: template, runs: confirmRuns ?? 3)
  }
}
