internal import Foundation
internal import GRDB
public import HeadgateEngine

/// Books, their chapters, the chapters' chunks and their vectors, in an SQLite file.
///
/// A chapter is stored whole or not at all, and in place of what was stored of it: storing it twice
/// changes nothing the second time, and a chapter that has become shorter leaves nothing behind. All
/// vectors are of one model and one length, which the first to be stored determine.
///
/// The file may have tables of others, such as a queue. SQLite works on threads of its own.
public final class DocumentStore: Sendable {
  /// The file's path.
  public let path: String
  let pool: DatabasePool

  /// Opens a store, and makes its file, folder and tables where they are not there yet.
  ///
  /// - Parameters:
  ///   - path: The file's.
  ///   - isDurable: Whether what was stored also survives a power failure; it survives a crash of
  ///     the process either way.
  ///   - busyTimeout: How long to wait for other connections to the file.
  public static func open(
    path: String, isDurable: Bool = true, busyTimeout: Duration = .seconds(15)
  ) async throws(DocumentStoreError) -> DocumentStore {
    let connection = DocumentConnection(
      path: path, busyTimeout: busyTimeout / .seconds(1), isDurable: isDurable)
    return DocumentStore(path: path, pool: try await connection.open())
  }

  private init(path: String, pool: DatabasePool) {
    self.path = path
    self.pool = pool
  }

  /// Stores chapters whose vectors `model` made, each whole or not at all: a stage function.
  ///
  /// They share one transaction, and so the wait for the disk; a chapter that cannot be stored fails
  /// alone. Where the transaction fails, all do, transiently, and nothing was changed.
  public func store(
    _ chapters: [EmbeddedChapter], model: String
  ) async -> [Result<StoringOutcome, StageFailure>] {
    let path = path
    do {
      return try await pool.write { database in
        let writer = ChapterWriter(database: database, path: path, model: model)
        return try chapters.map { chapter in try writer.store(chapter).mapError(\.failure) }
      }
    } catch {
      let failure = DocumentStoreError(error, path: path).failure
      return chapters.map { _ in .failure(failure) }
    }
  }

  /// The chunks of a chapter with their vectors, in order; `nil` where it is not stored.
  public func chapter(_ key: ChapterKey) async throws(DocumentStoreError) -> [EmbeddedChunk]? {
    try await read { database in try ChapterReading(database).chunks(key) }
  }

  /// The chapters that are stored, in order.
  public func chapters() async throws(DocumentStoreError) -> [ChapterKey] {
    try await read { database in try ChapterReading(database).keys() }
  }

  /// The model and the length of all vectors, once there is one.
  public func space() async throws(DocumentStoreError) -> VectorSpace? {
    try await read { database in try VectorSpace.stored(database) }
  }

  /// The chunks whose vectors are nearest to one in direction, nearest first; in one book or in all.
  ///
  /// It looks at every vector, one at a time: linear in their number, without an index to build, and
  /// in the memory of the hits. Of equally near ones the first by book, chapter and chunk come first.
  public func search(
    _ vector: [Float], limit: Int = 10, book: String? = nil
  ) async throws(DocumentStoreError) -> [SearchHit] {
    let path = path
    return try await read { database in
      try NearestChunks(vector: vector, limit: limit, book: book, path: path).find(database)
    }
  }

  /// Counts what is there and looks for what is not whole: chapters with chunks that are missing or
  /// too many, vectors of another length, and damage to the file.
  public func check() async throws(DocumentStoreError) -> StoreCheck {
    try await read { database in try StoreInspection(database).check() }
  }

  /// Finishes what is under way and closes the file; later calls fail.
  public func close() async throws(DocumentStoreError) {
    let pool = pool
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        // What stands in the log is as safe there, but would stand there until the next use.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        continuation.resume(returning: Result { try pool.close() })
      }
    }
    do { try result.get() } catch { throw DocumentStoreError(error, path: path) }
  }

  private func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(DocumentStoreError) -> Value {
    do {
      return try await pool.read(body)
    } catch {
      throw DocumentStoreError(error, path: path)
    }
  }
}
