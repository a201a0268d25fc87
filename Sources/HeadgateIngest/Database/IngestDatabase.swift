internal import Foundation
internal import GRDB
package import HeadgateEngine

/// An SQLite file, and the one thread that works on it: SQLite blocks, and the threads that tasks run
/// on must not.
///
/// Closing waits for what is under way. Letting go of the last reference closes as well.
package final class IngestDatabase: Sendable {
  package let path: String
  private let inbox: OperationInbox
  private let closed = OneTimeSignal()

  /// Opens the file, and makes it, its folder and its tables where they are not there yet.
  package static func open(
    path: String, schemas: [DatabaseSchema], synchronous: SQLiteSynchronous, busyTimeout: Duration
  ) async throws(JobQueueError) -> IngestDatabase {
    let opening = DatabaseOpening(
      path: path, synchronous: synchronous, busyTimeout: busyTimeout / .seconds(1),
      schemas: schemas)
    let database = IngestDatabase(path: path)
    do {
      try await withCheckedThrowingContinuation { continuation in
        database.start(opening, opened: continuation)
      }
    } catch {
      throw JobQueueError(error, path: path)
    }
    return database
  }

  private init(path: String) {
    self.path = path
    inbox = OperationInbox()
  }

  deinit { inbox.close() }

  private func start(
    _ opening: DatabaseOpening, opened: CheckedContinuation<Void, any Error>
  ) {
    let (inbox, closed) = (inbox, closed)
    let thread = Thread {
      Self.work(opening, inbox, opened)
      closed.give()
    }
    thread.name = "headgate.ingest"
    thread.start()
  }

  private static func work(
    _ opening: DatabaseOpening, _ inbox: OperationInbox,
    _ opened: CheckedContinuation<Void, any Error>
  ) {
    let queue: DatabaseQueue
    do {
      queue = try opening.open()
    } catch {
      inbox.close()
      opened.resume(throwing: error)
      return
    }
    opened.resume()
    do {
      try queue.writeWithoutTransaction { database in
        let commit = GroupCommit(connection: try DatabaseConnection(database))
        while let operations = inbox.take() { commit.carryOut(operations) }
      }
      try queue.close()
    } catch {
      preconditionFailure("an open connection gave no handle or did not close: \(error)")
    }
  }

  /// Carries out `body` in a transaction, which it may share with others, and answers after the
  /// commit. `body` may run again after a rollback; it must do nothing but work on the database.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    try await perform(writes: true, body)
  }

  /// As `write`, for what changes nothing.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    try await perform(writes: false, body)
  }

  private func perform<Value: Sendable>(
    writes: Bool, _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    let operation = AwaitedOperation(writes: writes, body: body)
    guard inbox.put(operation) else {
      throw JobQueueError(code: .closed, message: "\(path): the queue was closed; open it anew")
    }
    inbox.watch { operation.isSettled }
    do {
      return try await operation.value
    } catch {
      throw JobQueueError(error, path: path)
    }
  }

  /// Finishes what has been asked for, takes nothing more, and closes the file.
  package func close() async {
    inbox.close()
    await closed.wait()
  }
}
