import HeadgateIngest
import Testing

@Suite("Hashing embedder")
struct HashingEmbedderTests {
  @Test("the vectors are of length 1 and of the dimension asked for, and of length 0 without words")
  func lengths() throws {
    for dimension in [8, 100, 1_024] {
      let embedder = try HashingEmbedder(dimension: dimension)
      let vector = embedder.vector(of: "It is a truth universally acknowledged")
      #expect(vector.count == dimension)
      #expect(abs(Vector.length(vector) - 1) < 1e-6)
      #expect(embedder.vector(of: " \n?!") == [Float](repeating: 0, count: dimension))
    }
    #expect(throws: IngestSettingError.self) { try HashingEmbedder(dimension: 7) }
  }

  @Test("texts that share words or parts of words are nearer than others")
  func similarity() throws {
    let embedder = try HashingEmbedder(dimension: 1_024)
    let vectors = [
      "The whale swam under the ship.", "A ship sailed over whales that were swimming.",
      "Tax returns need careful bookkeeping.",
    ].map(embedder.vector)
    let near = Vector.cosine(vectors[0], vectors[1])
    #expect(near > Vector.cosine(vectors[0], vectors[2]) + 0.15)
  }

  @Test("case, punctuation and how an apostrophe is written do not matter; the order of words does")
  func normalForm() throws {
    let embedder = try HashingEmbedder()
    #expect(embedder.vector(of: "Don't PANIC!") == embedder.vector(of: "don\u{2019}t, panic"))
    #expect(embedder.vector(of: "\u{C9}T\u{C9}") == embedder.vector(of: "\u{E9}t\u{E9}"))
    #expect(embedder.vector(of: "dog bites man") != embedder.vector(of: "man bites dog"))
  }

  @Test("the vectors are those of every machine")
  func knownVector() throws {
    let vector = try HashingEmbedder(dimension: 8).vector(of: "Call me Ishmael.")
    let expected: [UInt32] = [
      1_050_979_630, 1_052_649_195, 1_057_387_825, 0, 1_044_260_587, 1_055_449_922, 1_048_999_217,
      1_054_120_112,
    ]
    #expect(vector.map(\.bitPattern) == expected)
  }
}
