import HeadgateIngest
import Testing

@Suite("Document store, revisions")
struct RevisionTests {
  private let folder = TemporaryFolder()

  @Test("An older text of a chapter never replaces a newer one; one without a number always does")
  func order() async throws {
    let store = try await DocumentStore.open(path: folder["a.sqlite"], isDurable: false)
    let key = ChapterKey(book: "emma", chapter: 1)
    let steps: [(revision: Int64?, text: String, stored: String)] = [
      (5, "five", "five"), (4, "four", "five"), (5, "five again", "five again"),
      (nil, "none", "none"), (4, "four", "none"), (6, "six", "six"),
    ]
    for step in steps {
      let chunk = TextChunk(index: 0, text: step.text, offset: 0)
      let chapter = EmbeddedChapter(
        key: key, chunks: [EmbeddedChunk(chunk: chunk, vector: [1, 2])], revision: step.revision)
      _ = try await store.store([chapter], model: "m")[0].get()
      #expect(try await store.chapter(key)?.map(\.chunk.text) == [step.stored])
    }
    try await store.close()
  }
}
