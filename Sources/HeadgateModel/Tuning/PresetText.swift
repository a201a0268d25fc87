/// The preset file that a study comes to.
public enum PresetText {
  /// The file's text: the winner's settings, and where they come from. The same bytes for the same
  /// study.
  ///
  /// - Parameter settings: As a preset carries them, from `ScenarioTemplate.presetSettings`.
  public static func text(
    _ result: TuningResult, name: String, settings: [VariantSetting]
  ) -> String {
    let space = result.space
    let description =
      space.description.isEmpty
      ? space.objectives.map(\.expression).joined(separator: ", ") : space.description
    var lines = [
      "# Written by `headgate tune`. To apply it: headgate run FILE --preset \(name)",
      "schemaVersion: 1",
      "preset: \(name)",
      "description: \(Node.quoted(description))",
      "provenance:",
      "  space: {name: \(space.name), sha256: \(space.sha256)}",
      "  search: {seed: \(space.search.seed), runs: \(space.search.runs), "
        + "replications: \(space.search.replications), population: \(space.search.population)}",
      "  scenarios:",
    ]
    lines += result.scenarios.map { scenario in
      "    - {name: \(Node.quoted(scenario.name)), sha256: \(scenario.sha256)"
        + (scenario.isHeldOut ? ", heldOut: true}" : "}")
    }
    let gains = gains(result)
    if !gains.isEmpty { lines += ["  gain:"] + gains }
    lines.append("settings:")
    lines += settings.map { "  \($0.path): \($0.value)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the first objective came to, as a share of what it is as the scenario stands.
  private static func gains(_ result: TuningResult) -> [String] {
    guard let objective = result.space.objectives.first?.metric.description else { return [] }
    return result.validation.filter { $0.opponent == TuningContest.asItStands }
      .compactMap { contest in
        guard let metric = contest.metrics.first(where: { $0.name == objective }),
          let ratio = metric.ratio
        else { return nil }
        var words = [
          "scenario: \(Node.quoted(contest.scenario))", "metric: \(Node.quoted(objective))",
          "ratio: \(rounded(ratio))",
        ]
        if let low = metric.low { words.append("low: \(rounded(low))") }
        if let high = metric.high { words.append("high: \(rounded(high))") }
        if contest.isHeldOut { words.append("heldOut: true") }
        return "    - {" + words.joined(separator: ", ") + "}"
      }
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

extension ScenarioTemplate {
  /// Settings as a preset carries them: those of the controller make one, which means the same
  /// whatever controller a scenario has.
  public func presetSettings(_ settings: [VariantSetting]) -> [VariantSetting] {
    guard settings.contains(where: { $0.path.isPathOfController }) else { return settings }
    let others = settings.filter { !$0.path.isPathOfController }
    guard let controller = controller(with: settings) else { return others }
    return [VariantSetting(path: "controller", value: controller)] + others
  }
}
