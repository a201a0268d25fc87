internal import GRDB
internal import GRDBSQLite

/// A statement prepared once and run often, without a layer between it and SQLite: what a queue does
/// is so little that such a layer would cost as much as the work.
///
/// Belongs to the thread of its connection.
package final class PreparedStatement {
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private let sql: String

  init(_ sql: String, on connection: OpaquePointer) throws {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else {
      throw DatabaseError(connection, code: code, sql: sql)
    }
    self.connection = connection
    self.statement = statement
    self.sql = sql
  }

  deinit { sqlite3_finalize(statement) }

  /// Runs it to its end; answers how many rows it changed.
  @discardableResult
  package func execute(_ values: [SQLValue] = []) throws -> Int {
    try query(values) { _ in }
    return Int(sqlite3_changes(connection))
  }

  /// Runs it and hands each row to `body`.
  package func query(_ values: [SQLValue] = [], _ body: (SQLRow) throws -> Void) throws {
    try bind(values)
    defer { sqlite3_reset(statement) }
    while true {
      let code = sqlite3_step(statement)
      switch code {
      case SQLITE_ROW: try body(SQLRow(statement: statement))
      case SQLITE_DONE: return
      default: throw DatabaseError(connection, code: code, sql: sql)
      }
    }
  }

  /// Runs it; answers what `body` makes of its first row, nil without one.
  package func first<Value>(
    _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Value
  ) throws -> Value? {
    var value: Value?
    try query(values) { row in
      if value == nil { value = try body(row) }
    }
    return value
  }

  private func bind(_ values: [SQLValue]) throws {
    // SQLite then copies what it is given.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, value) in values.enumerated() {
      let at = Int32(index + 1)
      let code =
        switch value {
        case .int(let number): sqlite3_bind_int64(statement, at, number)
        case .null: sqlite3_bind_null(statement, at)
        case .text(let text): Self.bind(text, to: statement, at, copied)
        case .bytes(let bytes): Self.bind(bytes, to: statement, at, copied)
        }
      guard code == SQLITE_OK else { throw DatabaseError(connection, code: code, sql: sql) }
    }
  }

  private static func bind(
    _ text: String, to statement: OpaquePointer, _ at: Int32,
    _ copied: sqlite3_destructor_type
  ) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // Without an address SQLite would bind NULL.
        guard let start = characters.baseAddress else {
          return sqlite3_bind_text(statement, at, "", 0, copied)
        }
        return sqlite3_bind_text64(
          statement, at, start, UInt64(characters.count), copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  private static func bind(
    _ bytes: [UInt8], to statement: OpaquePointer, _ at: Int32,
    _ copied: sqlite3_destructor_type
  ) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, !buffer.isEmpty else {
        return sqlite3_bind_zeroblob(statement, at, 0)
      }
      return sqlite3_bind_blob64(statement, at, start, UInt64(buffer.count), copied)
    }
  }
}

extension DatabaseError {
  fileprivate init(_ connection: OpaquePointer, code: Int32, sql: String) {
    self.init(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
      sql: sql)
  }
}
