internal import Foundation
internal import GRDB

/// Opens the file behind a document store, safely beside others that open it at the same time.
struct DocumentConnection: Sendable {
  let path: String
  /// How long to wait for another connection, in seconds.
  let busyTimeout: Double
  let isDurable: Bool

  /// Opens it on a thread that may block.
  func open() async throws(DocumentStoreError) -> DatabasePool {
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(returning: Result { try openWhenFree() })
      }
    }
    do {
      return try result.get()
    } catch {
      throw DocumentStoreError(error, path: path)
    }
  }

  private func openWhenFree() throws -> DatabasePool {
    try makeFolder()
    return try BusyFile.open(within: busyTimeout, openOnce)
  }

  /// Absolute, so that SQLite takes no name for one of its own words (`:memory:`, `file:`).
  private var file: URL { URL(fileURLWithPath: path) }

  private func makeFolder() throws {
    guard !path.isEmpty else {
      throw DocumentStoreError(code: .unwritable, message: "the store's path is empty; name a file")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { return }
      throw DocumentStoreError(
        code: .unwritable, message: "\(path): it is a folder; name a file")
    }
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw DocumentStoreError(
        code: .unwritable,
        message: "\(path): its folder cannot be made (\(error.localizedDescription))")
    }
  }

  private func openOnce() throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.foreignKeysEnabled = true
    configuration.label = "headgate.documents"
    let synchronous = isDurable ? "FULL" : "NORMAL"
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = \(synchronous)") }
    try checkOrigin(configuration)
    let pool = try DatabasePool(path: file.path, configuration: configuration)
    try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(DatabaseOpening.applicationID)")
    }
    try DocumentSchema.schema.migrate(pool)
    return pool
  }

  /// Looks before anything is written: a foreign database stays as it is.
  private func checkOrigin(_ configuration: Configuration) throws {
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.read { database in
      let application = try Int64.fetchOne(database, sql: "PRAGMA application_id")
      let tables = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'")
      guard application == DatabaseOpening.applicationID || application == 0 && tables == 0 else {
        throw DocumentStoreError(
          code: .notAStore,
          message: "\(path): an SQLite database, but none of headgate's ingestion; "
            + "name another file")
      }
      guard try !DocumentSchema.schema.isSuperseded(database) else {
        throw DocumentStoreError(
          code: .newerVersion,
          message: "\(path): a newer headgate wrote this store; use that headgate or a later one, "
            + "or name another file")
      }
    }
    try queue.close()
  }
}
