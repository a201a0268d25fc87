internal import Foundation
internal import GRDB

/// Opens the database behind a store, safely beside other processes that open it at the same time.
struct StoreConnection {
  let path: String
  let readOnly: Bool
  /// How long to wait for another process, in seconds.
  let busyTimeout: Double

  func open() throws(StoreError) -> DatabaseQueue {
    try checkPath()
    do {
      return try openWhenFree()
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func checkPath() throws(StoreError) {
    guard !path.isEmpty else {
      throw StoreError(code: .unwritable, message: "the store's path is empty; name a file")
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      throw .unwritable(path, "it is a folder, not a file")
    }
    if exists { return }
    if readOnly {
      throw StoreError(
        code: .notFound,
        message: "\(path): no store there; `headgate run` makes one, or name another file")
    }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path, "its folder cannot be made (\(error.localizedDescription))")
    }
  }

  /// Absolute, so that SQLite takes no name for one of its own words (`:memory:`, `file:`).
  private var file: URL { URL(fileURLWithPath: path) }

  /// Tries until the busy timeout is over: SQLite's own waiting leaves out the change to WAL and the
  /// recovery after a crash, which answer busy at once.
  private func openWhenFree() throws -> DatabaseQueue {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(busyTimeout)
    while true {
      do {
        return try openOnce()
      } catch let error as DatabaseError where Self.isPassing(error) && clock.now < deadline {
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
  }

  private static func isPassing(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: true
    default: false
    }
  }

  private func openOnce() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = "headgate.store"
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.read(checkOrigin)
    if readOnly {
      try queue.read(checkIsCurrent)
    } else {
      try prepare(queue)
    }
    return queue
  }

  private func checkOrigin(_ database: Database) throws {
    if try StoreSchema.isForeign(database) {
      throw StoreError(
        code: .notAStore,
        message: "\(path): an SQLite database, but not a store of headgate; name another file")
    }
    if try StoreSchema.migrator.hasBeenSuperseded(database) {
      throw StoreError(
        code: .newerVersion,
        message: "\(path): a newer headgate wrote this store; use that headgate or a later one, "
          + "or name another file")
    }
  }

  private func checkIsCurrent(_ database: Database) throws {
    guard try !StoreSchema.migrator.hasCompletedMigrations(database) else { return }
    throw StoreError(
      code: .olderVersion,
      message: "\(path): the store is empty or of an older headgate; "
        + "the next `headgate run` that stores there brings it up to date")
  }

  /// Brings a store that may be written to this build's layout.
  private func prepare(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { database in
      let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else {
        throw StoreError.unwritable(
          path, "the file system allows no write-ahead log (journal mode \(mode ?? "unknown"))")
      }
    }
    let migrator = StoreSchema.migrator
    var applied = try queue.read(migrator.appliedMigrations).count
    while applied < migrator.migrations.count {
      do {
        try migrator.migrate(queue)
        return
      } catch {
        // Another process may have made the same migration first: this one then fails whole, on a
        // table or a name that is there already, and what counts is how far the store has come.
        let before = applied
        applied = try queue.read(migrator.appliedMigrations).count
        guard applied > before else { throw error }
      }
    }
  }
}
