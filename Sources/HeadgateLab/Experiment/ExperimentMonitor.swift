import Synchronization

/// What the replications of an experiment share while they run: progress and the first failure.
///
/// A slot is the position of a replication in the order of the experiment.
final class ExperimentMonitor: Sendable {
  private struct State {
    var fractions: [Double]
    var sum = 0.0
    var completed = 0
    var firstFailure: Int?
  }

  private let state: Mutex<State>
  private let report: (@Sendable (ExperimentProgress) -> Void)?

  init(total: Int, report: (@Sendable (ExperimentProgress) -> Void)?) {
    state = Mutex(State(fractions: Array(repeating: 0, count: total)))
    self.report = report
  }

  /// A running replication has passed so much of its run; a step backwards is ignored.
  func advance(_ slot: Int, to fraction: Double) {
    guard let report else { return }
    state.withLock { state in
      guard Self.raise(slot, to: fraction, in: &state) else { return }
      report(Self.progress(of: state))
    }
  }

  func complete(_ slot: Int) {
    state.withLock { state in
      _ = Self.raise(slot, to: 1, in: &state)
      state.completed += 1
      report?(Self.progress(of: state))
    }
  }

  func fail(_ slot: Int) {
    state.withLock { $0.firstFailure = min(slot, $0.firstFailure ?? slot) }
  }

  /// Whether a replication before this one has failed, which makes this one pointless.
  func hasFailure(before slot: Int) -> Bool {
    state.withLock { $0.firstFailure.map { $0 < slot } ?? false }
  }

  var hasFailure: Bool {
    state.withLock { $0.firstFailure != nil }
  }

  private static func raise(_ slot: Int, to fraction: Double, in state: inout State) -> Bool {
    let bounded = min(1, fraction)
    guard bounded > state.fractions[slot] else { return false }
    state.sum += bounded - state.fractions[slot]
    state.fractions[slot] = bounded
    return true
  }

  private static func progress(of state: State) -> ExperimentProgress {
    let total = state.fractions.count
    return ExperimentProgress(
      completed: state.completed, total: total,
      fraction: state.completed == total ? 1 : min(1, state.sum / Double(total)))
  }
}
