internal import Foundation
internal import GRDB

/// Stores chapters within a transaction.
struct ChapterWriter {
  let database: Database
  let path: String
  let model: String

  /// Throws what concerns the whole transaction; what concerns the chapter alone it answers, with
  /// nothing of the chapter changed.
  func store(_ chapter: EmbeddedChapter) throws -> Result<StoringOutcome, DocumentStoreError> {
    var result: Result<StoringOutcome, DocumentStoreError>?
    try database.inSavepoint {
      do {
        try check(chapter)
        result = .success(try write(chapter))
        return .commit
      } catch let error as DocumentStoreError {
        result = .failure(error)
        return .rollback
      }
    }
    return result!
  }

  private func check(_ chapter: EmbeddedChapter) throws {
    guard !chapter.key.book.isEmpty, !chapter.key.book.utf8.contains(0) else {
      throw invalid(chapter, "a book's name is neither empty nor has it a NUL")
    }
    var claimed: Int?
    for (index, chunk) in chapter.chunks.enumerated() {
      guard chunk.chunk.index == index else {
        throw invalid(chapter, "chunk \(chunk.chunk.index) stands where chunk \(index) belongs")
      }
      guard Vector.isFinite(chunk.vector) else {
        throw invalid(chapter, "the vector of chunk \(index) has a number that is not finite")
      }
      guard chunk.vector.count != claimed else { continue }
      try VectorSpace(model: model, dimension: chunk.vector.count).claim(database, path: path)
      claimed = chunk.vector.count
    }
  }

  private func invalid(_ chapter: EmbeddedChapter, _ message: String) -> DocumentStoreError {
    DocumentStoreError(code: .invalid, message: "\(chapter.key): \(message)")
  }

  private func write(_ chapter: EmbeddedChapter) throws -> StoringOutcome {
    guard try !isOutOfDate(chapter) else {
      return StoringOutcome(chunks: chapter.chunks.count, written: 0, removed: 0)
    }
    let id = try chapterID(chapter)
    var written = 0
    for embedded in chapter.chunks {
      try put(embedded, id)
      written += database.changesCount
    }
    try database.cachedStatement(
      sql: "DELETE FROM document_chunks WHERE chapter_id = ? AND chunk >= ?"
    ).execute(arguments: [id, chapter.chunks.count])
    let removed = database.changesCount
    return StoringOutcome(chunks: chapter.chunks.count, written: written, removed: removed)
  }

  private func isOutOfDate(_ chapter: EmbeddedChapter) throws -> Bool {
    guard let revision = chapter.revision, let id = try ChapterReading(database).id(chapter.key)
    else { return false }
    let statement = try database.cachedStatement(
      sql: "SELECT revision > ? FROM document_chapters WHERE id = ?")
    return try Bool.fetchOne(statement, arguments: [revision, id]) ?? false
  }

  private func chapterID(_ chapter: EmbeddedChapter) throws -> Int64 {
    try database.cachedStatement(
      sql: "INSERT INTO document_books (slug) VALUES (?) ON CONFLICT DO NOTHING"
    ).execute(arguments: [chapter.key.book])
    try database.cachedStatement(
      sql: """
        INSERT INTO document_chapters (book_id, chapter, chunks, revision)
        SELECT id, ?1, ?2, coalesce(?4, 0) FROM document_books WHERE slug = ?3
        ON CONFLICT DO UPDATE SET chunks = excluded.chunks, revision = coalesce(?4, revision)
        WHERE chunks <> excluded.chunks OR revision <> coalesce(?4, revision)
        """
    ).execute(
      arguments: [chapter.key.chapter, chapter.chunks.count, chapter.key.book, chapter.revision])
    let id = try ChapterReading(database).id(chapter.key)
    guard let id else { preconditionFailure("a chapter is there once it was inserted") }
    return id
  }

  /// Writes a chunk where it is new or other than what is stored.
  private func put(_ embedded: EmbeddedChunk, _ chapterID: Int64) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO document_chunks (chapter_id, chunk, byte_offset, text, vector)
        VALUES (?, ?, ?, CAST(? AS TEXT), ?)
        ON CONFLICT DO UPDATE SET
          byte_offset = excluded.byte_offset, text = excluded.text, vector = excluded.vector
        WHERE byte_offset <> excluded.byte_offset
          OR CAST(text AS BLOB) <> CAST(excluded.text AS BLOB) OR vector <> excluded.vector
        """
    ).execute(
      arguments: [
        // As bytes: bound as text it would end at its first NUL.
        chapterID, embedded.chunk.index, embedded.chunk.offset, Data(embedded.chunk.text.utf8),
        VectorBlob.data(embedded.vector),
      ])
  }
}
