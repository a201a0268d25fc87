internal import GRDB

extension DocumentStoreError {
  /// What an error of the database means for the store at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as DocumentStoreError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case is CancellationError:
      self.init(code: .cancelled, message: "\(path): it was cancelled; nothing was changed")
    default: self.init(code: .failed, message: "\(path): \(error); nothing was changed")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "\(error.resultCode)"
    if error.isPassing {
      self.init(
        code: .busy,
        message: "\(path): another process did not finish its writing in time; try again, or give "
          + "each process a file of its own")
      return
    }
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(
        code: .notAStore,
        message: "\(path): not an SQLite database; name another file, or move this one away")
    case .SQLITE_CORRUPT:
      self.init(
        code: .corrupt,
        message: "\(path): the file is damaged: \(reason); rescue what is readable with "
          + "`sqlite3 \(path) .recover`, and start a new one")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR,
      .SQLITE_AUTH:
      self.init(
        code: .unwritable,
        message: "\(path): cannot be opened or written: \(reason); check permissions and free "
          + "space, or name another file")
    default:
      self.init(
        code: .failed,
        message: "\(path): \(error.extendedResultCode): \(reason); nothing was changed")
    }
  }
}
