import Foundation
import HeadgateIngest
import Testing

private let server = ProcessInfo.processInfo.environment["HEADGATE_EMBEDDING_SERVER"]

@Suite("Ingestion with a real embedding server")
struct RealIngestionTests {
  private let folder = TemporaryFolder()

  @Test(
    "chapters of files are found by their meaning, in other words than theirs",
    .enabled(
      if: server != nil,
      """
      HEADGATE_EMBEDDING_SERVER is not set: start scripts/embedding-server and set it to the URL \
      that it prints
      """))
  func semanticSearch() async throws {
    try folder.write("animals/01.txt", "The kitten is lying on the rug. It purrs.")
    try folder.write("animals/02.txt", "Whales breathe air, though they live in the sea.")
    try folder.write("money/01.txt", "The central bank put interest rates up by half a percent.")
    let client = try EmbeddingClient(
      EmbeddingSettings(
        url: "\(server ?? "")/v1/embeddings", model: "all-minilm-l6-v2", dimension: 384))
    var settings = IngestionSettings(chunker: try .sentences(upTo: 60))
    settings.synchronous = .off
    let pipeline = try await IngestionPipeline.open(
      path: folder["library.sqlite"], embedder: client, settings: settings)
    let report = try await pipeline.ingest(ChapterFiles([folder["animals"], folder["money"]]))
    #expect(report.stored == 3 && report.isWhole)
    let questions = [
      "a cat sleeps on a carpet": "animals/1", "large mammals of the ocean": "animals/2",
      "borrowing has become more expensive": "money/1",
    ]
    for (question, answer) in questions {
      let vector = try await client.embed([question])[0].get()
      let hit = try await pipeline.store.search(vector, limit: 1).first
      #expect(hit?.key.description == answer, "\(question)")
    }
    await pipeline.close()
  }
}
