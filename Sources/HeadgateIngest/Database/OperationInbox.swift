internal import Foundation
internal import Synchronization

/// Operations on their way to the database's thread.
///
/// To sleep and be woken costs several times what a commit without a disk does. So the thread stays
/// awake for a moment after its work, and one caller at a time may do so for its answer: a caller
/// that goes on operation by operation then finds the thread ready, and no task's thread is held up
/// for longer than it would take to suspend and resume.
final class OperationInbox: @unchecked Sendable {
  /// How often to look again: some 50 microseconds in all where nothing else wants the processor.
  private static let patience = 100

  private let condition = NSCondition()
  /// All guarded by `condition`.
  private var operations: [any DatabaseOperation] = []
  private var jobs: [UnownedJob] = []
  private var isClosed = false
  private var isAsleep = false
  /// Read without the lock while staying awake.
  private let hasNews = Atomic<Bool>(false)
  private let isCallerWatching = Atomic<Bool>(false)

  /// False once closed: the operation is not taken.
  func put(_ operation: any DatabaseOperation) -> Bool { put { operations.append(operation) } }

  /// Part of a task that is to run on the database's thread. False once closed: it is not taken.
  func put(_ job: UnownedJob) -> Bool { put { jobs.append(job) } }

  private func put(_ append: () -> Void) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isClosed else { return false }
    append()
    hasNews.store(true, ordering: .releasing)
    if isAsleep { condition.signal() }
    return true
  }

  /// Stays awake until `isDone`, for a moment at most, where no other caller does.
  func watch(_ isDone: () -> Bool) {
    guard !isCallerWatching.exchange(true, ordering: .acquiring) else { return }
    Self.spin(isDone)
    isCallerWatching.store(false, ordering: .releasing)
  }

  /// Waits for work and takes all there is; nil once closed and empty.
  func take() -> (operations: [any DatabaseOperation], jobs: [UnownedJob])? {
    Self.spin { hasNews.load(ordering: .acquiring) }
    condition.lock()
    defer { condition.unlock() }
    while operations.isEmpty, jobs.isEmpty {
      if isClosed { return nil }
      isAsleep = true
      condition.wait()
      isAsleep = false
    }
    defer {
      operations = []
      jobs = []
      hasNews.store(false, ordering: .relaxed)
    }
    return (operations, jobs)
  }

  /// For the database's thread, in the middle of a task that it runs: the operations that have come
  /// since; nil where it should rather go back and take all there is, tasks among it.
  func takeInPassing() -> [any DatabaseOperation]? {
    guard hasNews.load(ordering: .acquiring) else { return [] }
    condition.lock()
    defer { condition.unlock() }
    guard jobs.isEmpty, !isClosed else { return nil }
    defer {
      operations = []
      hasNews.store(false, ordering: .relaxed)
    }
    return operations
  }

  func close() {
    condition.lock()
    isClosed = true
    hasNews.store(true, ordering: .releasing)
    condition.broadcast()
    condition.unlock()
  }

  private static func spin(_ isDone: () -> Bool) {
    for _ in 0..<patience {
      if isDone() { return }
      // Gives the processor to whoever can use it.
      sched_yield()
    }
  }
}
