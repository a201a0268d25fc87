import ArgumentParser
import HeadgateModel

/// Which settings the command line puts in the place of a scenario's.
struct SettingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Apply all settings of a preset: one that is built in, or one of \(PresetFolder.defaultPath).",
      valueName: "name"))
  var preset: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Override a setting of the scenario: --set run.duration=5m. May repeat.",
      valueName: "path=value"))
  var settings: [Setting] = []

  /// The words that ask for the same.
  var arguments: [String] {
    (preset.map { ["--preset", $0] } ?? [])
      + settings.flatMap { ["--set", "\($0.path)=\($0.value)"] }
  }

  var overrides: ScenarioOverrides {
    ScenarioOverrides(
      preset: preset, presets: PresetFolder(),
      settings: settings.map { (path: $0.path, value: $0.value) })
  }
}
