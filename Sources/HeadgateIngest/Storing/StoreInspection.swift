internal import GRDB

/// Looks a store through.
struct StoreInspection {
  private static let mostProblems = 100

  private let database: Database

  init(_ database: Database) { self.database = database }

  func check() throws -> StoreCheck {
    let problems = try damage() + incompleteChapters() + wrongVectors() + foreignKeys()
    return StoreCheck(
      space: try VectorSpace.stored(database),
      books: try count("(SELECT DISTINCT book_id FROM document_chapters)"),
      chapters: try count("document_chapters"), chunks: try count("document_chunks"),
      problems: Array(problems.prefix(Self.mostProblems)))
  }

  private func count(_ table: String) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
  }

  private func damage() throws -> [String] {
    try String.fetchAll(database, sql: "PRAGMA quick_check(\(Self.mostProblems))")
      .filter { $0 != "ok" }
  }

  private func incompleteChapters() throws -> [String] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT slug, chapter, chunks, count(chunk) AS found, max(chunk) AS last
        FROM document_chapters JOIN document_books ON document_books.id = book_id
        LEFT JOIN document_chunks ON chapter_id = document_chapters.id
        GROUP BY document_chapters.id HAVING found <> chunks OR coalesce(last, -1) <> chunks - 1
        ORDER BY slug, chapter LIMIT \(Self.mostProblems)
        """
    ).map { row in
      let key = ChapterKey(book: row["slug"], chapter: row["chapter"])
      let (found, chunks): (Int, Int) = (row["found"], row["chunks"])
      return "\(key): \(found) of \(chunks) chunks, or not those from 0 on"
    }
  }

  private func wrongVectors() throws -> [String] {
    let wrong =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM document_chunks
          WHERE length(vector) IS NOT (SELECT 4 * dimension FROM document_space)
          """) ?? 0
    return wrong == 0 ? [] : ["\(wrong) vectors are not of the store's length"]
  }

  private func foreignKeys() throws -> [String] {
    var problems: [String] = []
    for table in ["document_chapters", "document_chunks"] {
      let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check(\(table))").count
      if orphans > 0 { problems.append("\(table): \(orphans) rows belong to nothing") }
    }
    return problems
  }
}
