internal import GRDB

extension VectorSpace {
  static func stored(_ database: Database) throws -> VectorSpace? {
    try Row.fetchOne(database, sql: "SELECT model, dimension FROM document_space").map { row in
      VectorSpace(model: row["model"], dimension: row["dimension"])
    }
  }

  /// Makes this the store's space, or checks that it is.
  func claim(_ database: Database, path: String) throws {
    guard let stored = try Self.stored(database) else {
      try database.execute(
        sql: "INSERT INTO document_space (id, model, dimension) VALUES (1, ?, ?)",
        arguments: [model, dimension])
      return
    }
    guard self == stored else {
      throw DocumentStoreError(
        code: .wrongSpace,
        message:
          "\(path): holds vectors of \(stored), not of \(self), and they cannot be compared; "
          + "use that model, or name another file")
    }
  }
}
