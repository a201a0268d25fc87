import Synchronization

/// How far a search has come: how many trials there will be is a guess.
final class TrialProgress: Sendable {
  private struct State {
    var variant = 0
    var ofVariant = 0
    var completed = 0
  }

  /// Trials of a variant, on the whole.
  private static let usual = 25

  private let state = Mutex(State())
  private let variants: Int
  private let report: (@Sendable (ExperimentProgress) -> Void)?

  init(variants: Int, report: (@Sendable (ExperimentProgress) -> Void)?) {
    self.variants = variants
    self.report = report
  }

  func begin(_ variant: Int) {
    state.withLock { ($0.variant, $0.ofVariant) = (variant, 0) }
  }

  func count() {
    let (now, left) = state.withLock { state in
      state.completed += 1
      state.ofVariant += 1
      let here = max(1, Self.usual - state.ofVariant)
      return (state, here + (variants - state.variant - 1) * Self.usual)
    }
    let total = now.completed + left
    report?(
      ExperimentProgress(
        completed: now.completed, total: total,
        fraction: Double(now.completed) / Double(total)))
  }
}
