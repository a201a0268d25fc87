package import GRDB

/// The connection, for use on its thread and within the operation that was handed it.
package final class DatabaseConnection {
  package let database: Database
  private let handle: OpaquePointer
  private var statements: [UnsafePointer<UInt8>: PreparedStatement] = [:]

  package init(_ database: Database) throws {
    guard let handle = database.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
    }
    self.database = database
    self.handle = handle
  }

  /// The statement, prepared when it is asked for first.
  package func statement(_ sql: StaticString) throws -> PreparedStatement {
    // A literal has one address for the process's life, and that is quicker to look up than text.
    if let statement = statements[sql.utf8Start] { return statement }
    let statement = try PreparedStatement("\(sql)", on: handle)
    statements[sql.utf8Start] = statement
    return statement
  }

  /// The id of the row that was inserted last.
  var lastInsertedID: Int64 { database.lastInsertedRowID }

  var isInTransaction: Bool { database.isInsideTransaction }
}
