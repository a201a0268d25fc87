/// The names that rows refer to, read once a transaction: metrics by the million share a few hundred.
final class StoredNames {
  private var names: [Int64: String]?

  func all(in reader: RunReader) throws -> [Int64: String] {
    if let names { return names }
    let read = Dictionary(
      try reader.rows("SELECT id, name FROM names") { row in
        (try row.integer(Int64.self), try row.text())
      }, uniquingKeysWith: { first, _ in first })
    names = read
    return read
  }
}
