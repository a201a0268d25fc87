/// How far an orchestrator's one run has come, and who waits for it.
final class Lifecycle: Sendable {
  enum Phase: Int, Comparable, Sendable {
    case new, claimed, running, ended

    static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
  }

  private let state = Lock(Phase.new)
  private let bell = WorkBell()

  var phase: Phase { state.withLock { $0 } }

  /// The run is somebody's now: it is theirs to carry it out.
  func claim() {
    let isNew = state.withLock { phase in
      defer { phase = max(phase, .claimed) }
      return phase == .new || phase == .ended
    }
    precondition(isNew, "an orchestrator runs once: make another one")
  }

  func reach(_ phase: Phase) {
    state.withLock { $0 = max($0, phase) }
    bell.ring()
  }

  /// Ends what was never begun; false where it was.
  func endUnbegun() -> Bool {
    let ends = state.withLock { state in
      guard state == .new else { return false }
      state = .ended
      return true
    }
    if ends { bell.ring() }
    return ends
  }

  /// Waits until the phase is reached or the task is cancelled.
  func wait(for phase: Phase) async {
    while true {
      let mark = bell.mark
      if self.phase >= phase || Task.isCancelled { return }
      await bell.wait(after: mark)
    }
  }
}
