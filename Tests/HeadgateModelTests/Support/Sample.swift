import HeadgateModel
import Testing

/// A small valid scenario whose lines tests replace one at a time.
enum Sample {
  static let lines = [
    "schemaVersion: 1",
    "name: sample",
    "run: {duration: 10m}",
    "workloads:",
    "  - name: bulk",
    "    arrivals: poisson",
    "    phases: [{name: hold, rate: 20/s, for: 10m}]",
    "pipeline:",
    "  stages:",
    "    - name: embed",
    "      workers: 4",
    "      service: {perItem: 5ms}",
  ]

  /// The sample with some lines replaced, counted from 1, and others added at its end.
  static func text(_ changes: [Int: String] = [:], adding more: [String] = []) -> String {
    let changed = lines.enumerated().map { changes[$0 + 1] ?? $1 }
    return (changed + more).joined(separator: "\n") + "\n"
  }

  static func load(
    _ changes: [Int: String] = [:], adding more: [String] = [],
    overrides: ScenarioOverrides = .init()
  ) throws -> Scenario {
    try ScenarioLoader.load(
      text: text(changes, adding: more), path: "sample.yaml", overrides: overrides)
  }

  /// The only variant of a changed sample.
  static func variant(_ changes: [Int: String] = [:], adding more: [String] = []) throws -> Variant
  {
    let scenario = try load(changes, adding: more)
    precondition(scenario.variants.count == 1, "the sample has one variant")
    return scenario.variants[0]
  }

  /// What is said of a text, one problem a line; empty where it is valid.
  static func problems(
    _ text: String, path: String = "sample.yaml", overrides: ScenarioOverrides = .init()
  ) -> [String] {
    do throws(InvalidScenario) {
      _ = try ScenarioLoader.load(text: text, path: path, overrides: overrides)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}

/// One bad scenario and all that is said of it.
struct BadInput: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var problems: [String]

  init(_ name: String, _ changes: [Int: String] = [:], adding: [String] = [], _ problems: String...)
  {
    self.init(name, text: Sample.text(changes, adding: adding), problems)
  }

  init(_ name: String, text: String, _ problems: [String]) {
    self.name = name
    self.text = text
    self.problems = problems
  }

  var testDescription: String { name }
}
