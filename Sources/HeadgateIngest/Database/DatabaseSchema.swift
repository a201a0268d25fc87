package import GRDB

/// The tables of one part of the program, which may share its file with other parts.
package struct DatabaseSchema: Sendable {
  /// What the names of its migrations begin with.
  package var prefix: String
  package var migrator: DatabaseMigrator

  package init(prefix: String, migrator: DatabaseMigrator) {
    self.prefix = prefix
    self.migrator = migrator
  }

  /// Whether a later build than this has changed these tables.
  func isSuperseded(_ database: Database) throws -> Bool {
    let known = Set(migrator.migrations)
    return try migrator.appliedIdentifiers(database).contains { name in
      name.hasPrefix(prefix) && !known.contains(name)
    }
  }

  /// Brings the tables to this build's layout, safely beside other processes that do the same.
  func migrate(_ queue: some DatabaseWriter) throws {
    var applied = try queue.read(migrator.appliedMigrations).count
    while applied < migrator.migrations.count {
      do {
        try migrator.migrate(queue)
        return
      } catch {
        // Another process may have made the same migration first, on which this one fails whole.
        let before = applied
        applied = try queue.read(migrator.appliedMigrations).count
        guard applied > before else { throw error }
      }
    }
  }
}
