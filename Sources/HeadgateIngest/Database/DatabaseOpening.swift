internal import Foundation
internal import GRDB
internal import HeadgateEngine

/// Opens the file, safely beside other processes that open it at the same time.
struct DatabaseOpening: Sendable {
  let path: String
  let synchronous: SQLiteSynchronous
  /// How long to wait for another process, in seconds.
  let busyTimeout: Double
  let schemas: [DatabaseSchema]

  /// `Hgin`: marks the file as one of headgate's ingestion (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4867_696e

  func open() throws -> DatabaseQueue {
    try checkPath()
    return try BusyFile.open(within: busyTimeout, openOnce)
  }

  private func checkPath() throws {
    guard !path.isEmpty else {
      throw JobQueueError(code: .unwritable, message: "the queue's path is empty; name a file")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { return }
      throw JobQueueError.unwritable(path, "it is a folder, not a file")
    }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw JobQueueError.unwritable(
        path, "its folder cannot be made (\(error.localizedDescription))")
    }
  }

  /// Absolute, so that SQLite takes no name for one of its own words (`:memory:`, `file:`).
  private var file: URL { URL(fileURLWithPath: path) }

  private func openOnce() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = false
    configuration.label = "headgate.ingest"
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.read(checkOrigin)
    try queue.writeWithoutTransaction(prepare)
    for schema in schemas { try schema.migrate(queue) }
    return queue
  }

  private func checkOrigin(_ database: Database) throws {
    let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if application != Self.applicationID {
      // Another process may be between its first statement and its first migration.
      let tables = try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM sqlite_master
          WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'grdb\\_%' ESCAPE '\\'
          """)
      guard application == 0, tables == 0 else {
        throw JobQueueError(
          code: .notAQueue,
          message: "\(path): an SQLite database, but no queue of headgate; name another file")
      }
    }
    if try schemas.contains(where: { try $0.isSuperseded(database) }) {
      throw JobQueueError(
        code: .newerVersion,
        message: "\(path): a newer headgate wrote this queue; use that headgate or a later one, "
          + "or name another file")
    }
  }

  private func prepare(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw JobQueueError.unwritable(
        path, "the file system allows no write-ahead log (journal mode \(mode ?? "unknown"))")
    }
    try database.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
    try database.execute(sql: "PRAGMA wal_autocheckpoint = \(synchronous.pagesInLog)")
    let application = try Int64.fetchOne(database, sql: "PRAGMA application_id")
    if application != Self.applicationID {
      try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
    }
  }
}

extension SQLiteSynchronous {
  /// How many pages the write-ahead log takes before it is folded into the file.
  ///
  /// Folding waits for the disk under `normal`, which then should be rare: pages of a queue are
  /// written again and again, and only their last state is folded. Under `off` it waits for nothing,
  /// and a short log stays in the processor's reach. Else SQLite's own choice.
  fileprivate var pagesInLog: Int {
    switch self {
    case .off: 250
    case .normal: 8_000
    case .full, .extra: 1_000
    }
  }
}
