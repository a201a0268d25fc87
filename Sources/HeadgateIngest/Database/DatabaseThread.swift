internal import Foundation
internal import GRDB
internal import HeadgateEngine

/// The one thread that works on a database. Tasks may run on it too: such a task is at the database
/// already, and its operations cost it no change of thread.
final class DatabaseThread: TaskExecutor, @unchecked Sendable {
  private let inbox = OperationInbox()
  private let closed = OneTimeSignal()
  /// Both are written by the thread before `start` is answered; the connection is used on it alone.
  private var identity: pthread_t?
  private var commit: GroupCommit?

  /// Starts the thread, which opens the file and works until it is closed.
  func start(_ opening: DatabaseOpening) async throws {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread {
        self.work(opening, opened: continuation)
        self.closed.give()
      }
      thread.name = "headgate.ingest"
      thread.start()
    }
  }

  private func work(_ opening: DatabaseOpening, opened: CheckedContinuation<Void, any Error>) {
    let queue: DatabaseQueue
    do {
      queue = try opening.open()
    } catch {
      inbox.close()
      opened.resume(throwing: error)
      return
    }
    do {
      try queue.writeWithoutTransaction { database in
        let commit = GroupCommit(connection: try DatabaseConnection(database))
        self.commit = commit
        identity = pthread_self()
        opened.resume()
        while let work = inbox.take() {
          commit.carryOut(work.operations)
          for job in work.jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
        // Its statements go before the connection.
        self.commit = nil
      }
      try queue.close()
    } catch {
      preconditionFailure("an open connection gave no handle or did not close: \(error)")
    }
  }

  /// Carries an operation out and answers after the commit.
  func perform<Value: Sendable>(
    _ operation: AwaitedOperation<Value>, path: String
  ) async throws -> Value {
    if isCurrent, let commit, let others = inbox.takeInPassing() {
      commit.carryOut(others + [operation])
    } else if inbox.put(operation) {
      inbox.watch { operation.isSettled }
    } else {
      throw JobQueueError(code: .closed, message: "\(path): the queue was closed; open it anew")
    }
    return try await operation.value
  }

  private var isCurrent: Bool {
    guard let identity else { return false }
    return pthread_equal(identity, pthread_self()) != 0
  }

  /// Tasks that come after the end run where others do.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if !inbox.put(job) { globalConcurrentExecutor.enqueue(job) }
  }

  /// Takes nothing more.
  func close() { inbox.close() }

  /// Waits until the file is closed.
  func ended() async { await closed.wait() }
}
