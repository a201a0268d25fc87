import Foundation
import HeadgateEngine
import HeadgateIngest
import Testing

@Suite("The stages one after the other")
struct StageChainTests {
  private let folder = TemporaryFolder()

  @Test(
    "chapters of files are chunked, embedded, stored and found, beside a queue in the same file")
  func wholeChain() async throws {
    try folder.write(
      "moby.md", "# Loomings\nCall me Ishmael. The sea.\n# The Whale\nIt is white.\n")
    try folder.write("tax/01.txt", "Interest rates rose. Taxes fell.")
    try folder.write("tax/02.txt", [0xFF])
    let path = folder["all.sqlite"]
    let store = try await DocumentStore.open(path: path)
    let queue = try await SQLiteJobQueue.open(path: path)
    let (chunker, embedder) = (try Chunker.sentences(upTo: 30), try HashingEmbedder())

    let sources = Array(ChapterFiles([folder["moby.md"], folder["tax"]]))
    let chapters = sources.compactMap { try? $0.get() }
    #expect(sources.count == 4 && chapters.count == 3)
    let submitted = try await queue.enqueue(
      chapters.map {
        JobSubmission(bookSlug: $0.key.book, chapterIndex: $0.key.chapter, text: $0.text)
      }, deduplicate: true)
    #expect(submitted.count == 3)
    let chunks = try await chunker.chunk(chapters.map(\.text)).map { try $0.get() }
    let embedded = try await embedder.embed(chunks).map { try $0.get() }
    let stored = await store.store(
      zip(chapters, embedded).map { EmbeddedChapter(key: $0.key, chunks: $1) },
      model: embedder.model)
    #expect(try stored.map { try $0.get().written } == chunks.map(\.count))

    let found = try await store.search(embedder.vector(of: "white whale"), limit: 1)
    #expect(found.first?.key == ChapterKey(book: "moby", chapter: 1))
    for chapter in chapters {
      let kept = try await store.chapter(chapter.key)?.map(\.chunk.text).joined()
      #expect(kept == chapter.text)
    }
    #expect(try await store.check().problems.isEmpty)
    try await store.close()
    await queue.close()
    // Each opens what the other has made, in either order.
    await (try SQLiteJobQueue.open(path: path)).close()
    try await (try DocumentStore.open(path: path)).close()
  }

  @Test("a store opens a file that a queue has made")
  func queueFirst() async throws {
    let path = folder["queue.sqlite"]
    let queue = try await SQLiteJobQueue.open(path: path)
    let store = try await DocumentStore.open(path: path)
    #expect(try await store.chapters().isEmpty)
    await queue.close()
  }
}
