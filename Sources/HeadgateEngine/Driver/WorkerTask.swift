/// A handle by which a worker's task can be cancelled from outside while it lives.
final class WorkerTask: Sendable {
  /// Unchecked, since cancelling is all that it is for, and that may be done from any thread while the
  /// task lives.
  private struct Handle: @unchecked Sendable {
    let task: UnsafeCurrentTask
  }

  private let handle: Lock<Handle?>

  private init(_ handle: Handle) { self.handle = Lock(handle) }

  /// The task that calls; it must call `end` before it ends.
  static var current: WorkerTask? {
    withUnsafeCurrentTask { task in
      task.map { WorkerTask(Handle(task: $0)) }
    }
  }

  /// What the task's cancellation handlers do happens before this returns.
  func cancel() {
    handle.withLock { $0?.task.cancel() }
  }

  func end() {
    handle.withLock { $0 = nil }
  }
}
