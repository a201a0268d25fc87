import Foundation
import HeadgateLab
import HeadgateReport
import Synchronization

/// Shows a run's progress on standard error: on a terminal one line that is written over, elsewhere a
/// plain line now and then. Work of under a second shows nothing.
final class ProgressDisplay: Sendable {
  private struct State {
    var next: ContinuousClock.Instant
    var isShowing = false
  }

  private static let patience = Duration.seconds(1)

  private let scenario: String
  private let unit: String
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(
    scenario: String, unit: String = "replications", isTerminal: Bool = StandardError.isTerminal
  ) {
    self.scenario = scenario
    self.unit = unit
    self.isTerminal = isTerminal
    state = Mutex(State(next: start + (isTerminal ? Self.patience : .seconds(10))))
  }

  func show(_ progress: ExperimentProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      guard now >= state.next else { return }
      state.next = now + (isTerminal ? .milliseconds(100) : .seconds(30))
      let line = ProgressLine(
        scenario: scenario, completed: progress.completed, total: progress.total,
        fraction: progress.fraction, elapsed: (now - start) / .seconds(1), unit: unit)
      if isTerminal {
        state.isShowing = true
        StandardError.write("\r\(line.text)\u{1B}[K")
      } else {
        StandardError.write(line.text + "\n")
      }
    }
  }

  /// Takes the line away again.
  func finish() {
    state.withLock { state in
      if state.isShowing { StandardError.write("\r\u{1B}[K") }
      state.isShowing = false
    }
  }
}
