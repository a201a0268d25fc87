/// Wakes the tasks that wait for a queue's work, and loses no ring: whoever waits says how far it has
/// followed.
package final class WorkBell: Sendable {
  private struct State: Sendable {
    var rings: UInt64 = 0
    var nextWaiter: UInt64 = 0
    /// In the order of their coming.
    var waiters: [(id: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Lock(State())

  package init() {}

  package var mark: WorkMark { WorkMark(announcements: state.withLock { $0.rings }) }

  package func ring() {
    let waiters = state.withLock { state in
      state.rings += 1
      let waiters = state.waiters
      state.waiters = []
      return waiters
    }
    for waiter in waiters { waiter.continuation.resume() }
  }

  package func wait(after mark: WorkMark) async {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = state.withLock { state in
          // The handler may have run before; its task then says so.
          guard state.rings == mark.announcements, !Task.isCancelled else { return false }
          state.waiters.append((id, continuation))
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return state.waiters.remove(at: index).continuation
      }
      waiter?.resume()
    }
  }
}
