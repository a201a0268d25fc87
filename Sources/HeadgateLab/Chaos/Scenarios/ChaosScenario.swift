package import HeadgateCore
package import HeadgateModel

/// A scenario that chaos runs: its file, and what loading the file gives. What is run is always what
/// the file says, so that the file alone repeats a failure.
package struct ChaosScenario: Sendable {
  /// What the file was written from.
  package let draft: RunSpecification
  package let name: String
  package let text: String
  /// Recorded arrivals that the file names, by the names of their files.
  package let traces: [String: String]
  /// What the file says.
  package let specification: RunSpecification
  /// Whether it is small enough for a run that goes on and on to be taken for a stuck one.
  package let isSmall: Bool

  /// The scenario of a seed.
  ///
  /// - Throws: `InvalidScenario` where the generator has drawn what no file may say, a defect.
  package init(seed: UInt64) throws(InvalidScenario) {
    try self.init(
      ScenarioGenerator.specification(seed: seed), name: "chaos-\(seed)",
      description: "What seed \(seed) of headgate chaos draws.")
  }

  /// - Throws: `InvalidScenario` where no file may say this.
  package init(
    _ draft: RunSpecification, name: String, description: String
  ) throws(InvalidScenario) {
    let writer = ScenarioWriter(draft, name: name, description: description)
    self.draft = draft
    self.name = name
    isSmall = true
    text = writer.text
    traces = Dictionary(uniqueKeysWithValues: writer.traces.map { ($0.file, $0.text) })
    let scenario = try ScenarioLoader.load(text: text, path: "\(name).yaml", files: traces)
    specification = scenario.variants[0].specification
  }

  /// One variant of a scenario file.
  package init(_ scenario: Scenario, _ variant: Variant) {
    draft = variant.specification
    name = scenario.name
    isSmall = false
    text = scenario.text
    traces = [:]
    specification = variant.specification
  }

  /// The scenario as `verify` and `run` take it.
  package func load() throws(InvalidScenario) -> Scenario {
    try ScenarioLoader.load(text: text, path: "\(name).yaml", files: traces)
  }

  /// Whether its drain is long enough for everything to come to its end: some scenarios are cut off
  /// on purpose, and only those may end with jobs in flight.
  package var mustDrain: Bool {
    specification.limits.drainTimeout >= Self.sufficientDrain
  }

  /// Drains at least this long end by themselves; what is cut off on purpose is cut off within a
  /// minute.
  private static let sufficientDrain = 1_000 * Nanoseconds.second
}
