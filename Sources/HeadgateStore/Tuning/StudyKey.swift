public import HeadgateModel

/// What a study is: two of the same key look at the same candidates, in the same order.
public struct StudyKey: Sendable, Equatable {
  public var space: TuningSpace
  /// The scenarios that the search sees, in order.
  public var scenarios: [Scenario]
  /// What each weighs where the mean counts.
  public var weights: [Double]
  /// Of the build: what changes wherever the same settings would give other figures.
  public var version: String

  public init(space: TuningSpace, scenarios: [TuningScenario], version: String) {
    self.space = space
    let searched = scenarios.filter { !$0.isHeldOut }
    self.scenarios = searched.map(\.template.scenario)
    weights = searched.map(\.weight)
    self.version = version
  }

  /// SHA-256, in hexadecimal, of all that decides which candidates come, and to what.
  public var identity: String {
    let search = space.search
    var words = [
      space.sha256, "\(search.seed)", "\(search.runs)", "\(search.replications)",
      "\(search.population)", version,
    ]
    words += zip(scenarios, weights).map { "\($0.sha256) \($1)" }
    return SHA256.hex(words.joined(separator: "\n").utf8)
  }

  public static func == (a: StudyKey, b: StudyKey) -> Bool { a.identity == b.identity }
}

/// A study as the store has it.
public struct StoredStudy: Sendable {
  public var id: Int64
  /// Those that the store keeps, by index.
  public var evaluations: [TuningEvaluation]
  /// How it came out; `nil` where it has not come to an end.
  public var verdict: String?
}
