internal import GRDB

extension StoreError {
  /// What an error of the database means for the store at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case let error as RowProblem: self = .corrupt(path, error.description)
    default: self.init(code: .failed, message: "\(path): \(error); nothing was changed")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self.init(
        code: .busy,
        message: "\(path): another process is writing to the store and did not finish in time; "
          + "run again once it has, or name another store")
    case .SQLITE_NOTADB:
      self.init(
        code: .notADatabase,
        message: "\(path): not an SQLite database; name another file, or move this one away")
    case .SQLITE_CORRUPT: self = .corrupt(path, reason)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR,
      .SQLITE_AUTH:
      self = .unwritable(path, reason)
    default:
      self.init(
        code: .failed,
        message: "\(path): \(error.extendedResultCode): \(reason); nothing was changed")
    }
  }

  static func unwritable(_ path: String, _ reason: String) -> StoreError {
    StoreError(
      code: .unwritable,
      message: "\(path): the store cannot be opened or written there: \(reason); "
        + "check permissions and free space, or name another file")
  }

  static func corrupt(_ path: String, _ reason: String) -> StoreError {
    StoreError(
      code: .corrupt,
      message: "\(path): the store is damaged: \(reason); "
        + "rescue what is readable with `sqlite3 \(path) .recover`, and start a new store")
  }
}
