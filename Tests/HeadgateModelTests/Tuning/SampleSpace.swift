import HeadgateModel

/// A small valid space for the sample scenario, whose lines tests replace one at a time.
enum SampleSpace {
  static let lines = [
    "schemaVersion: 1",
    "name: tuned",
    "objectives: [minimize latency.p99]",
    "constraints: [throughput >= 99% of baseline, failed < 0.1%]",
    "parameters:",
    "  controller.preset: {choice: [balanced, aggressive]}",
    "  controller.rate: {real: [20/s, 400/s], scale: log}",
    "  pipeline.stages.embed.workers: {integer: [1, 32]}",
  ]

  /// The space with some lines replaced, counted from 1, and others added at its end.
  static func text(_ changes: [Int: String] = [:], adding more: [String] = []) -> String {
    let changed = lines.enumerated().map { changes[$0 + 1] ?? $1 }
    return (changed + more).joined(separator: "\n") + "\n"
  }

  static func scenario(_ text: String = Sample.text(), path: String = "sample.yaml") throws
    -> TuningScenario
  {
    TuningScenario(template: try ScenarioTemplate(text: text, path: path))
  }

  static func load(
    _ changes: [Int: String] = [:], adding more: [String] = [],
    scenarios: [TuningScenario]? = nil
  ) throws -> TuningPlan {
    try TuningSpaceLoader.load(
      text: text(changes, adding: more), path: "space.yaml",
      scenarios: scenarios ?? [scenario()])
  }

  /// What is said of a changed space, one problem a line; empty where it is valid.
  static func problems(
    _ changes: [Int: String] = [:], adding more: [String] = [],
    scenarios: [TuningScenario]? = nil
  ) throws -> [String] {
    do {
      _ = try load(changes, adding: more, scenarios: scenarios)
      return []
    } catch let invalid as InvalidScenario {
      return invalid.problems.map(\.description)
    }
  }
}
