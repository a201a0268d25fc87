/// Whether a prediction holds against measured runs.
public enum FidelityVerdict: String, Sendable, CaseIterable {
  case pass, fail
  /// The measured runs differ among themselves too much to say.
  case inconclusive
  /// Reported only: nothing is demanded here.
  case unjudged

  /// The verdict on several things together: the worst of those that are judged.
  public static func whole(_ verdicts: some Sequence<FidelityVerdict>) -> FidelityVerdict {
    let given = Array(verdicts)
    return [.fail, .inconclusive, .pass].first { given.contains($0) } ?? .unjudged
  }
}
