import Foundation
import HeadgateEngine
import HeadgateIngest
import Testing

@Suite("Ingestion")
struct IngestionTests {
  private let folder = TemporaryFolder()

  private var ingestion: TestIngestion { TestIngestion(path: folder["library.sqlite"]) }

  private let books = [
    "emma/1": "Emma Woodhouse, handsome, clever, and rich. She had little to vex her.",
    "emma/2": "Mr. Weston was a native of Highbury.", "moby/1": "Call me Ishmael.",
  ]

  @Test("Every chapter of the files is stored whole, and found")
  func whole() async throws {
    let report = try await ingestion.run(books)
    #expect(report.stored == 3 && report.isWhole)
    #expect(report.metrics.totalSubmitted == 3 && report.metrics.totalCompleted == 3)
    #expect(report.metrics.stages.map(\.itemsProcessed) == [3, 3, 3])
    for (key, text) in books { #expect(try await ingestion.stored(key) == text) }
    let pipeline = try await ingestion.open()
    #expect(try await pipeline.store.check().chunks == report.chunks)
    let vector = try HashingEmbedder(dimension: 16).vector(of: "Call me Ishmael.")
    #expect(try await pipeline.store.search(vector, limit: 1).first?.key.book == "moby")
    await pipeline.close()
  }

  @Test("What is stored already is left out; a changed text replaces all of the old one")
  func again() async throws {
    _ = try await ingestion.run(books)
    var changed = books
    changed["emma/1"] = "Short."
    changed["emma/3"] = "New."
    let report = try await ingestion.run(changed)
    #expect(report.stored == 2 && report.unchanged == 2 && report.isWhole)
    #expect(try await ingestion.stored("emma/1") == "Short.")
    #expect(try await ingestion.run(changed).unchanged == 4)
  }

  @Test("The same text cut in another way is new work")
  func otherChunks() async throws {
    let before = try await ingestion.run(books)
    var other = ingestion
    other.settings = .quick(chunkSize: 5)
    let report = try await other.run(books)
    #expect(report.stored == 3 && report.unchanged == 0 && report.chunks > before.chunks)
  }

  @Test("A file of another model's vectors is refused before anything is submitted")
  func otherModel() async throws {
    _ = try await ingestion.run(books)
    var other = ingestion
    other.embedder = try HashingEmbedder(dimension: 32)
    await #expect(throws: IngestionFailure.self) { try await other.open() }
    #expect(try await ingestion.run(books).unchanged == 3)
  }

  @Test("Unfinished chapters go on without their files, and with their older texts first")
  func unfinished() async throws {
    let dead = try await ingestion.open()
    for source in TestIngestion.sources(books) {
      let chapter = try source.get()
      _ = try await dead.orchestrator.submitJob(
        bookSlug: chapter.key.book, chapterIndex: chapter.key.chapter, text: chapter.text)
    }
    // Held, as by a process that has died; its lock goes with it, as it does here.
    #expect(try await dead.queue.dequeue(limit: 2, lease: .seconds(3_600)).count == 2)
    await dead.close()
    let report = try await ingestion.run(["moby/1": "Loomings."])
    #expect(report.resumed == 3 && report.stored == 4 && report.isWhole)
    #expect(try await ingestion.stored("emma/1") == books["emma/1"])
    #expect(try await ingestion.stored("moby/1") == "Loomings.")
  }

  @Test("Two that work on one file at a time store everything once")
  func shared() async throws {
    let chapters = Dictionary(
      uniqueKeysWithValues: (0..<60).map { ("book/\($0)", "Chapter \($0). It is short.") })
    let reports = try await withThrowingTaskGroup { group in
      for _ in 0..<2 { group.addTask { try await ingestion.run(chapters) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(reports.reduce(0) { $0 + $1.stored } == 60)
    #expect(reports.allSatisfy { $0.left == 0 && $0.failures.isEmpty })
    for (key, text) in chapters { #expect(try await ingestion.stored(key) == text) }
  }

  @Test("A stop leaves what is not stored in the file, held by nobody")
  func stopped() async throws {
    let embedder = HangingEmbedder()
    var hanging = ingestion
    hanging.embedder = embedder
    let pipeline = try await hanging.open()
    let report = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        await embedder.begun()
        await pipeline.stop(within: .zero)
      }
      return try await pipeline.ingest(TestIngestion.sources(books))
    }
    #expect(report.isInterrupted && report.left == 3 && report.stored == 0)
    #expect(try await pipeline.queue.counts() == JobCounts(waiting: 3))
    await pipeline.close()
    #expect(try await ingestion.run(books).isWhole)
    for (key, text) in books { #expect(try await ingestion.stored(key) == text) }
  }
}

/// Embeds nothing, until it is cancelled.
private final class HangingEmbedder: Embedder {
  private let calls = AsyncStream.makeStream(of: Void.self)

  var model: String { "headgate-hashing-1" }
  var dimension: Int? { 16 }

  func begun() async { for await _ in calls.stream { return } }

  func vectors(of texts: [String]) async -> [Result<[Float], StageFailure>] {
    calls.continuation.yield()
    for await _ in AsyncStream<Void>.makeStream().stream {}
    return texts.map { _ in .failure(.transient("cancelled")) }
  }
}
