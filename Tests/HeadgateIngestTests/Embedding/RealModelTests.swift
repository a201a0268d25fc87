import Foundation
import HeadgateIngest
import Testing

private let server = ProcessInfo.processInfo.environment["HEADGATE_EMBEDDING_SERVER"]

@Suite("With a real embedding server")
struct RealModelTests {
  @Test(
    "the vectors are those of the model, and what is near in meaning is near",
    .enabled(
      if: server != nil,
      """
      HEADGATE_EMBEDDING_SERVER is not set: start scripts/embedding-server and set it to the URL \
      that it prints
      """))
  func realModel() async throws {
    let client = try EmbeddingClient(
      EmbeddingSettings(
        url: "\(server ?? "")/v1/embeddings", model: "all-minilm-l6-v2", dimension: 384))
    let texts = [
      "A cat sits on the mat.", "The kitten is lying on the rug.",
      "Interest rates rose by half a percent.",
    ]
    let vectors = try await client.embed(texts).map { try $0.get() }
    // Computed with sentence-transformers 5 and PyTorch from the same weights.
    for (element, expected) in zip(
      vectors[0], [0.126535, -0.032851, -0.029060, 0.044407] as [Float])
    {
      #expect(abs(element - expected) < 2e-6)
    }
    #expect(
      Vector.cosine(vectors[0], vectors[1]) > Vector.cosine(vectors[0], vectors[2]) + 0.3)
    let many = await client.embed((0..<200).map { "Sentence number \($0)." } + [""])
    #expect(many.count { $0.failure == nil } == 200)
    #expect(many.last?.failed == .emptyInput)
  }
}
