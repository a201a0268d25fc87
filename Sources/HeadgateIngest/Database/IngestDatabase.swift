package import HeadgateEngine

/// An SQLite file, and the one thread that works on it: SQLite blocks, and the threads that tasks run
/// on must not.
///
/// Closing waits for what is under way. Letting go of the last reference closes as well.
package final class IngestDatabase: Sendable {
  package let path: String
  private let thread = DatabaseThread()

  /// Opens the file, and makes it, its folder and its tables where they are not there yet.
  package static func open(
    path: String, schemas: [DatabaseSchema], synchronous: SQLiteSynchronous, busyTimeout: Duration
  ) async throws(JobQueueError) -> IngestDatabase {
    let opening = DatabaseOpening(
      path: path, synchronous: synchronous, busyTimeout: busyTimeout / .seconds(1),
      schemas: schemas)
    let database = IngestDatabase(path: path)
    do {
      try await database.thread.start(opening)
    } catch {
      throw JobQueueError(error, path: path)
    }
    return database
  }

  private init(path: String) {
    self.path = path
  }

  deinit { thread.close() }

  /// Runs tasks on the database's thread.
  package var executor: any TaskExecutor { thread }

  /// Carries out `body` in a transaction, which it may share with others, and answers after the
  /// commit. `body` may run again after a rollback; it must do nothing but work on the database.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    try await perform(.write, body)
  }

  /// As `write`, for a `body` that writes with one statement and does nothing else: alone it then
  /// needs no transaction around it.
  package func writeInOneStatement<Value: Sendable>(
    _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    try await perform(.singleWrite, body)
  }

  /// As `write`, for what changes nothing.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    try await perform(.read, body)
  }

  private func perform<Value: Sendable>(
    _ kind: OperationKind, _ body: @escaping @Sendable (DatabaseConnection) throws -> Value
  ) async throws(JobQueueError) -> Value {
    do {
      return try await thread.perform(AwaitedOperation(kind: kind, body: body), path: path)
    } catch {
      throw JobQueueError(error, path: path)
    }
  }

  /// Finishes what has been asked for, takes nothing more, and closes the file.
  package func close() async {
    thread.close()
    await thread.ended()
  }
}
