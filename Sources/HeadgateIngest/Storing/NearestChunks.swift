internal import Foundation
internal import GRDB

/// Finds the chunks nearest to a vector by looking at all.
struct NearestChunks {
  let vector: [Float]
  let limit: Int
  let book: String?
  let path: String

  private struct Candidate {
    var score: Double
    var row: Int64
  }

  func find(_ database: Database) throws -> [SearchHit] {
    guard limit > 0, let space = try VectorSpace.stored(database) else { return [] }
    guard vector.count == space.dimension, Vector.isFinite(vector) else {
      throw DocumentStoreError(
        code: .wrongSpace,
        message: "\(path): holds vectors of \(space); one of \(vector.count) cannot be looked for")
    }
    return try nearest(database).map { candidate in try hit(candidate, database) }
  }

  private func nearest(_ database: Database) throws -> [Candidate] {
    let length = Vector.length(vector)
    var best: [Candidate] = []
    // CROSS keeps the tables in this order, in which their indexes give the rows' own: nothing is
    // sorted, and so no vector kept.
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT document_chunks.id, vector FROM document_books
        CROSS JOIN document_chapters ON book_id = document_books.id
        CROSS JOIN document_chunks ON chapter_id = document_chapters.id
        WHERE ?1 IS NULL OR slug = ?1 ORDER BY slug, chapter, chunk
        """, arguments: [book])
    while let row = try rows.next() {
      let score = try row.withUnsafeData(atIndex: 1) { data in
        VectorBlob.cosine(data ?? Data(), vector, length: length)
      }
      if best.count == limit {
        guard score > best[limit - 1].score else { continue }
        best.removeLast()
      }
      // After all that are as near: those came first.
      let place = best.firstIndex { $0.score < score } ?? best.count
      best.insert(Candidate(score: score, row: row[0]), at: place)
    }
    return best
  }

  private func hit(_ candidate: Candidate, _ database: Database) throws -> SearchHit {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT slug, chapter, chunk, byte_offset, CAST(text AS BLOB) AS text FROM document_chunks
        JOIN document_chapters ON document_chapters.id = chapter_id
        JOIN document_books ON document_books.id = book_id WHERE document_chunks.id = ?
        """, arguments: [candidate.row])
    guard let row else { preconditionFailure("a chunk is there all the transaction") }
    return SearchHit(
      key: ChapterKey(book: row["slug"], chapter: row["chapter"]), chunk: ChapterReading.chunk(row),
      score: candidate.score)
  }
}
