/// Tells how far a phase has come, and how fast it goes.
struct PhaseClock: Sendable {
  private let phase: TuningProgress.Phase
  private let total: Int
  private let report: (@Sendable (TuningProgress) -> Void)?
  private let start = ContinuousClock.now

  init(
    _ phase: TuningProgress.Phase, total: Int, report: (@Sendable (TuningProgress) -> Void)?
  ) {
    self.phase = phase
    self.total = total
    self.report = report
  }

  func report(completed: Int) {
    guard let report else { return }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    report(
      TuningProgress(
        phase: phase, completed: completed, total: max(total, completed),
        rate: seconds > 0 && completed > 0 ? Double(completed) / seconds : nil))
  }
}
