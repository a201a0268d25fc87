/// Why a study cannot be carried out.
public enum TuningError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The scenario as it stands does not run, so there is nothing to be better than.
  case baseline(scenario: String, problem: String)
  /// Of a scenario as it stands a figure has no sample behind it in some universe.
  case noSample(scenario: String, metric: String)
  /// The runs do not suffice for a first generation.
  case runs(atLeast: Int)
  /// A stored candidate is not the one that this search looks at: it is another study's.
  case stored(index: Int)

  public var description: String {
    switch self {
    case .baseline(let scenario, let problem):
      "\(scenario) does not run as it stands: \(problem)"
    case .noSample(let scenario, let metric):
      "\(scenario) as it stands gives no \(metric): without a sample there is nothing to be better "
        + "than; give the scenario more load or a longer run"
    case .runs(let least):
      "the search may take too few runs for its first candidates: give it \(least) at least"
    case .stored(let index):
      "stored candidate \(index) is not of this study: space, scenarios or the build have changed; "
        + "start a study of its own"
    }
  }
}
