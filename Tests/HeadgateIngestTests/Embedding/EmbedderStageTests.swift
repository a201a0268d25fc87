import HeadgateEngine
import HeadgateIngest
import Testing

@Suite("Embedding of chapters")
struct EmbedderStageTests {
  private struct Scripted: Embedder {
    var failures: [String: StageFailure] = [:]
    var model: String { "scripted" }
    var dimension: Int? { 1 }

    func vectors(of texts: [String]) async -> [Result<[Float], StageFailure>] {
      texts.map { text in
        failures[text].map { .failure($0) } ?? .success([Float(text.utf8.count)])
      }
    }
  }

  private func chunks(_ texts: String...) -> [TextChunk] {
    texts.enumerated().map { TextChunk(index: $0, text: $1, offset: 0) }
  }

  @Test("each chapter gets its own chunks' vectors, and a bad chunk fails its chapter alone")
  func chapters() async throws {
    let embedder = Scripted(failures: ["bad": .permanent("no")])
    let results = await embedder.embed([chunks("a", "bb"), [], chunks("c", "bad"), chunks("ddd")])
    #expect(try results[0].get().map(\.vector) == [[1], [2]])
    #expect(try results[1].get().isEmpty)
    #expect(results[2] == .failure(.permanent("chunk 1: no")))
    #expect(try results[3].get().map(\.vector) == [[3]])
  }

  @Test("a chapter's failure is the first for good, or else the one with the longest wait")
  func worstFailure() async {
    let embedder = Scripted(failures: [
      "slow": .transient("wait", retryAfter: .seconds(2)), "lost": .transient("lost"),
      "bad": .permanent("no"),
    ])
    #expect(
      await embedder.embed([chunks("lost", "slow")])
        == [.failure(.transient("chunk 1: wait", retryAfter: .seconds(2)))])
    #expect(
      await embedder.embed([chunks("slow", "bad", "lost")])
        == [.failure(.permanent("chunk 1: no"))])
  }
}
