import Foundation
import GRDB

/// The store's file as `sqlite3` sees it.
struct Query {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    queue = try DatabaseQueue(path: path)
  }

  /// Every row as text.
  func rows(_ sql: String) throws -> [[String]] {
    try queue.read { database in
      try Row.fetchAll(database, sql: sql).map { row in row.databaseValues.map(\.description) }
    }.map { row in row.map { $0.trimmingCharacters(in: ["\""]) } }
  }

  func execute(_ sql: String) throws {
    try queue.write { try $0.execute(sql: sql) }
  }
}
