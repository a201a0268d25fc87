internal import GRDB

/// Carries out operations, those that meet in one transaction: the cost of a commit, above all the
/// wait for the disk, is then shared. Each caller is answered only after the commit.
package struct GroupCommit {
  private let connection: DatabaseConnection
  /// At most so many operations a transaction, so that none waits long behind others.
  package static let bound = 256

  package init(connection: DatabaseConnection) {
    self.connection = connection
  }

  package func carryOut(_ operations: [any DatabaseOperation]) {
    var start = 0
    while start < operations.count {
      let end = min(start + Self.bound, operations.count)
      together(operations[start..<end])
      start = end
    }
  }

  private func together(_ operations: ArraySlice<any DatabaseOperation>) {
    if operations.count == 1, let operation = operations.first, operation.kind == .singleWrite {
      alone(operation)
      return
    }
    do {
      try begin(writes: operations.contains { $0.kind != .read })
    } catch {
      for operation in operations { operation.fail(error) }
      return
    }
    do {
      for operation in operations { try operation.run(connection) }
      try connection.statement("COMMIT").execute()
    } catch {
      rollBack()
      // One of several is to blame, and the others are not to suffer for it.
      if operations.count == 1 {
        operations.first?.fail(error)
      } else {
        for index in operations.indices { together(operations[index...index]) }
      }
      return
    }
    for operation in operations { operation.succeed() }
  }

  /// One statement is a transaction of its own, and spares those that would open and end one.
  private func alone(_ operation: any DatabaseOperation) {
    do {
      try operation.run(connection)
    } catch {
      operation.fail(error)
      return
    }
    operation.succeed()
  }

  private func begin(writes: Bool) throws {
    if writes {
      try connection.statement("BEGIN IMMEDIATE").execute()
    } else {
      try connection.statement("BEGIN").execute()
    }
  }

  private func rollBack() {
    // SQLite has rolled back by itself after some errors; and where this fails, the next BEGIN does,
    // and says so to whoever asked for it.
    guard connection.isInTransaction else { return }
    _ = try? connection.statement("ROLLBACK").execute()
  }
}
