internal import GRDB
internal import HeadgateEngine

extension JobQueueError {
  /// What an error of the database means for the file at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as JobQueueError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    default: self.init(code: .failed, message: "\(path): \(error); nothing was changed")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let reason = error.message ?? "\(error.resultCode)"
    if error.isPassing {
      self.init(
        code: .busy,
        message: "\(path): another process is writing to the queue and did not finish in time; "
          + "try again, or raise the busy timeout")
      return
    }
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(
        code: .notADatabase,
        message: "\(path): not an SQLite database; name another file, or move this one away")
    case .SQLITE_CORRUPT:
      self.init(
        code: .corrupt,
        message: "\(path): the queue is damaged: \(reason); "
          + "rescue what is readable with `sqlite3 \(path) .recover`, and start a new one")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR,
      .SQLITE_AUTH:
      self = .unwritable(path, reason)
    default:
      self.init(
        code: .failed,
        message: "\(path): \(error.extendedResultCode): \(reason); nothing was changed")
    }
  }

  static func unwritable(_ path: String, _ reason: String) -> JobQueueError {
    JobQueueError(
      code: .unwritable,
      message: "\(path): the queue cannot be opened or written there: \(reason); "
        + "check permissions and free space, or name another file")
  }
}

extension DatabaseError {
  /// Whether it goes away by itself once another process has finished.
  var isPassing: Bool {
    switch resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: true
    default: false
    }
  }
}
