import HeadgateLab
import Synchronization

/// Shows how far a study has come, phase by phase.
final class TuneProgress: Sendable {
  private struct State {
    var phase: TuningProgress.Phase?
    var display: ProgressDisplay?
  }

  private let name: String
  private let state = Mutex(State())

  init(name: String) {
    self.name = name
  }

  func show(_ progress: TuningProgress) {
    state.withLock { state in
      if state.phase != progress.phase {
        state.display?.finish()
        state.phase = progress.phase
        state.display = ProgressDisplay(
          scenario: "\(name): \(Self.words(progress.phase))", unit: "runs")
      }
      let total = max(progress.total, 1)
      state.display?.show(
        ExperimentProgress(
          completed: progress.completed, total: progress.total,
          fraction: min(Double(progress.completed) / Double(total), 1)))
    }
  }

  func finish() {
    state.withLock { $0.display?.finish() }
  }

  private static func words(_ phase: TuningProgress.Phase) -> String {
    switch phase {
    case .search: "search"
    case .choice: "choice"
    case .validation: "against the presets"
    case .importance: "what matters"
    case .confirmation: "on the wall clock"
    }
  }
}
