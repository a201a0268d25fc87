internal import Foundation
internal import GRDB

/// Reads chapters within a transaction.
struct ChapterReading {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func id(_ key: ChapterKey) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT document_chapters.id FROM document_chapters
        JOIN document_books ON document_books.id = book_id WHERE slug = ? AND chapter = ?
        """)
    return try Int64.fetchOne(statement, arguments: [key.book, key.chapter])
  }

  func keys() throws -> [ChapterKey] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT slug, chapter FROM document_chapters
        JOIN document_books ON document_books.id = book_id ORDER BY slug, chapter
        """
    ).map { ChapterKey(book: $0["slug"], chapter: $0["chapter"]) }
  }

  func chunks(_ key: ChapterKey) throws -> [EmbeddedChunk]? {
    guard let id = try id(key) else { return nil }
    let statement = try database.cachedStatement(
      sql: """
        SELECT chunk, byte_offset, CAST(text AS BLOB) AS text, vector FROM document_chunks
        WHERE chapter_id = ? ORDER BY chunk
        """)
    return try Row.fetchAll(statement, arguments: [id]).map { row in
      EmbeddedChunk(chunk: Self.chunk(row), vector: VectorBlob.vector(row["vector"]))
    }
  }

  /// The chunk of a row with its number, offset and text as bytes.
  static func chunk(_ row: Row) -> TextChunk {
    let text: Data = row["text"]
    return TextChunk(
      index: row["chunk"], text: String(decoding: text, as: UTF8.self), offset: row["byte_offset"])
  }
}
