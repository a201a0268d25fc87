import Foundation
import GRDB
import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("Document store")
struct DocumentStoreTests {
  private let folder = TemporaryFolder()

  private var path: String { folder["store.sqlite"] }

  private func chapter(_ book: String, _ number: Int, _ texts: [String]) -> EmbeddedChapter {
    var offset = 0
    let chunks = texts.enumerated().map { index, text in
      defer { offset += text.utf8.count }
      return EmbeddedChunk(
        chunk: TextChunk(index: index, text: text, offset: offset),
        vector: EmbeddingJSON.vector(text))
    }
    return EmbeddedChapter(key: ChapterKey(book: book, chapter: number), chunks: chunks)
  }

  private func stored(_ store: DocumentStore, _ chapters: EmbeddedChapter...) async throws
    -> [StoringOutcome]
  {
    try await store.store(chapters, model: "m").map { try $0.get() }
  }

  @Test("gives back chunks and vectors to the bit, texts with NULs and of any script included")
  func roundTrip() async throws {
    var chapter = chapter("emma", 3, ["a\0b", "\u{1F1E9}\u{1F1EA}e\u{301}", " "])
    chapter.chunks[0].vector = [-0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    let store = try await DocumentStore.open(path: path)
    #expect(try await stored(store, chapter) == [.init(chunks: 3, written: 3, removed: 0)])
    try await store.close()
    let reopened = try await DocumentStore.open(path: path)
    let chunks = try await reopened.chapter(chapter.key)
    #expect(chunks == chapter.chunks)
    #expect(chunks?[0].chunk.text.utf8.elementsEqual("a\0b".utf8) == true)
    #expect(chunks?[0].vector[0].sign == .minus)
    #expect(try await reopened.space() == VectorSpace(model: "m", dimension: 3))
    #expect(try await reopened.chapter(ChapterKey(book: "emma", chapter: 4)) == nil)
  }

  @Test("storing a chapter again changes nothing")
  func redelivery() async throws {
    let store = try await DocumentStore.open(path: path)
    let chapter = chapter("emma", 0, ["one", "two"])
    _ = try await stored(store, chapter)
    let rows = try rows()
    #expect(try await stored(store, chapter).map(\.isUnchanged) == [true])
    #expect(try await stored(store, chapter, chapter).map(\.isUnchanged) == [true, true])
    #expect(try self.rows() == rows)
  }

  @Test("a chapter that has become shorter leaves no old chunks, and only what differs is written")
  func shorterChapter() async throws {
    let store = try await DocumentStore.open(path: path)
    _ = try await stored(store, chapter("emma", 0, ["one", "two", "six", "ten"]))
    let shorter = chapter("emma", 0, ["one", "TWO"])
    #expect(try await stored(store, shorter) == [.init(chunks: 2, written: 1, removed: 2)])
    #expect(try await store.chapter(shorter.key) == shorter.chunks)
    let empty = chapter("emma", 0, [])
    #expect(try await stored(store, empty) == [.init(chunks: 0, written: 0, removed: 2)])
    #expect(try await store.chapter(empty.key) == [])
    #expect(try await store.check().problems.isEmpty)
  }

  @Test("another model or length is refused for good, says what to do, and changes nothing")
  func wrongSpace() async throws {
    let store = try await DocumentStore.open(path: path)
    _ = try await stored(store, chapter("emma", 0, ["one"]))
    let other = await store.store([chapter("emma", 0, ["two"])], model: "n")
    #expect(
      other[0].failure
        == .permanent(
          "\(path): holds vectors of \"m\" with 3 numbers, not of \"n\" with 3 numbers, and they "
            + "cannot be compared; use that model, or name another file"))
    var longer = chapter("emma", 1, ["one", "two"])
    longer.chunks[1].vector.append(1)
    let results = await store.store([longer, chapter("emma", 2, ["x"])], model: "m")
    #expect(results[0].failure?.kind == .permanent)
    #expect(results[1].failure == nil)
    #expect(try await store.chapters().map(\.chapter) == [0, 2])
    #expect(try await store.check().problems.isEmpty)
  }

  @Test("a chapter that is not whole is refused alone, with nothing of it stored")
  func invalidChapters() async throws {
    let store = try await DocumentStore.open(path: path)
    var gap = chapter("emma", 1, ["one", "two"])
    gap.chunks[1].chunk.index = 2
    var broken = chapter("emma", 2, ["one", "two"])
    broken.chunks[1].vector[0] = .nan
    let results = await store.store(
      [gap, chapter("emma", 3, ["x"]), broken, chapter("", 4, ["x"])], model: "m")
    #expect(results.map { $0.failure?.kind } == [.permanent, nil, .permanent, .permanent])
    #expect(results[0].failure?.message == "emma/1: chunk 2 stands where chunk 1 belongs")
    #expect(try await store.chapters() == [ChapterKey(book: "emma", chapter: 3)])
  }

  @Test("the first chapter's space is not claimed by a chapter that fails")
  func spaceOfAFailedChapter() async throws {
    let store = try await DocumentStore.open(path: path)
    var broken = chapter("emma", 0, ["one", "two"])
    broken.chunks[1].vector = [1]
    #expect(await store.store([broken], model: "m")[0].failure != nil)
    #expect(try await store.space() == nil)
  }

  @Test("a search finds the nearest, in one book or in all, ties in order")
  func search() async throws {
    let store = try await DocumentStore.open(path: path)
    #expect(try await store.search([1, 2, 3]).isEmpty)
    var (a, b) = (chapter("a", 2, ["x", "y", "z"]), chapter("b", 0, ["p", "q"]))
    for (place, vector) in [[1, 0, 0], [0, 1, 0], [1, 1, 0]].enumerated() {
      a.chunks[place].vector = vector.map(Float.init)
    }
    b.chunks[0].vector = [10, 1, 0]
    b.chunks[1].vector = [0, 0, 0]
    _ = try await stored(store, b, a)
    let hits = try await store.search([2, 0, 0], limit: 3)
    #expect(hits.map(\.chunk.text) == ["x", "p", "z"])
    #expect(hits[0].score == 1)
    #expect(abs(hits[2].score - 0.5.squareRoot()) < 1e-12)
    #expect(hits[1].key == b.key)
    #expect(try await store.search([2, 0, 0], book: "b").map(\.chunk.text) == ["p", "q"])
    #expect(try await store.search([2, 0, 0], limit: 0).isEmpty)
    let ties = try await store.search([0, 0, 1], limit: 4)
    #expect(ties.map(\.chunk.text) == ["x", "y", "z", "p"])
    await #expect(throws: DocumentStoreError.self) { try await store.search([1]) }
  }

  @Test("the search finds what looking at all finds")
  func searchAgainstAll() async throws {
    var random = SplitMix64(seed: 7)
    var chapter = chapter("a", 0, (0..<200).map { "\($0)" })
    for place in chapter.chunks.indices {
      chapter.chunks[place].vector = (0..<8).map { _ in Float(random.unit()) - 0.5 }
    }
    let store = try await DocumentStore.open(path: path)
    _ = try await stored(store, chapter)
    let vector = (0..<8).map { _ in Float(random.unit()) - 0.5 }
    let expected = chapter.chunks.sorted {
      Vector.cosine($0.vector, vector) > Vector.cosine($1.vector, vector)
    }
    let hits = try await store.search(vector, limit: 20)
    #expect(hits.map(\.chunk) == expected.prefix(20).map(\.chunk))
  }

  @Test("the check counts, and tells of chapters and vectors that are not whole")
  func check() async throws {
    let store = try await DocumentStore.open(path: path)
    _ = try await stored(
      store, chapter("a", 0, ["x", "y"]), chapter("a", 1, ["z"]), chapter("b", 0, []))
    #expect(
      try await store.check()
        == StoreCheck(
          space: VectorSpace(model: "m", dimension: 3), books: 2, chapters: 3, chunks: 3,
          problems: []))
    try await DatabaseQueue(path: path).write { database in
      try database.execute(sql: "DELETE FROM document_chunks WHERE text = 'x'")
      try database.execute(sql: "UPDATE document_chunks SET vector = x'00000000' WHERE text = 'z'")
    }
    #expect(
      try await store.check().problems == [
        "a/0: 1 of 2 chunks, or not those from 0 on", "1 vectors are not of the store's length",
      ])
  }

  @Test("two stores on one file, and tables of others beside them, do not disturb each other")
  func sharing() async throws {
    let first = try await DocumentStore.open(path: path)
    try await DatabaseQueue(path: path).write { database in
      try database.execute(sql: "CREATE TABLE queue_items (id INTEGER PRIMARY KEY) STRICT")
    }
    let second = try await DocumentStore.open(path: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, store) in [first, second, first, second].enumerated() {
        group.addTask {
          for number in 0..<10 {
            _ = try await stored(store, chapter("book", place * 10 + number, ["x", "y"]))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await first.check().chunks == 80)
    #expect(try await second.check().problems.isEmpty)
  }

  @Test("a file that is something else is refused and stays as it is")
  func foreignFiles() async throws {
    try folder.write("text.sqlite", String(repeating: "no database. ", count: 500))
    try await DatabaseQueue(path: folder["other.sqlite"]).write { database in
      try database.execute(sql: "CREATE TABLE other (id)")
    }
    for (name, code) in [
      ("text.sqlite", DocumentStoreError.Code.notAStore), ("other.sqlite", .notAStore),
      (".", .unwritable), ("text.sqlite/x", .unwritable),
    ] {
      let before = try? Data(contentsOf: URL(fileURLWithPath: folder[name]))
      let error = await #expect(throws: DocumentStoreError.self) {
        try await DocumentStore.open(path: folder[name])
      }
      #expect(error?.code == code)
      #expect((try? Data(contentsOf: URL(fileURLWithPath: folder[name]))) == before)
    }
  }

  @Test("a store of a newer version is refused")
  func newerVersion() async throws {
    try await DocumentStore.open(path: path).close()
    try await DatabaseQueue(path: path).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('document 99')")
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('queue 99')")
    }
    let error = await #expect(throws: DocumentStoreError.self) {
      try await DocumentStore.open(path: path)
    }
    #expect(error?.code == .newerVersion)
  }

  @Test("a file that another connection holds fails transiently, and nothing is changed")
  func busy() async throws {
    let store = try await DocumentStore.open(path: path, busyTimeout: .milliseconds(1))
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let results = await store.store([chapter("a", 0, ["x"])], model: "m")
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(results.map { $0.failure?.kind } == [.transient])
    #expect(try await store.chapters().isEmpty)
  }

  @Test("a cancelled task stores nothing and fails transiently")
  func cancellation() async throws {
    let store = try await DocumentStore.open(path: path)
    let chapter = chapter("a", 0, ["x"])
    let results = await withTaskGroup(of: [Result<StoringOutcome, StageFailure>].self) { group in
      group.cancelAll()
      group.addTask { await store.store([chapter], model: "m") }
      return await group.next()
    }
    #expect(results?.map { $0.failure?.kind } == [.transient])
    #expect(try await store.chapters().isEmpty)
  }

  private func rows() throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      try String.fetchAll(
        database,
        sql: "SELECT id || ' ' || chapter_id || ' ' || chunk FROM document_chunks ORDER BY id")
    }
  }
}
