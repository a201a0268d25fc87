import HeadgateIngest
import Testing

@Suite("Chunker")
struct ChunkerTests {
  private func texts(_ chunker: Chunker, _ text: String) -> [String] {
    chunker.chunks(of: text).map(\.text)
  }

  @Test("an empty text has no chunks")
  func emptyText() throws {
    #expect(texts(try .characters(10), "").isEmpty)
    #expect(texts(try .sentences(upTo: 10), "").isEmpty)
  }

  @Test("a chunk by characters begins with the overlap, and no chunk is overlap alone")
  func characterOverlap() throws {
    #expect(texts(try .characters(4, overlap: 1), "abcdefghij") == ["abcd", "defg", "ghij"])
    #expect(texts(try .characters(4, overlap: 2), "abcdefg") == ["abcd", "cdef", "efg"])
    #expect(texts(try .characters(4), "abcd") == ["abcd"])
  }

  @Test("offsets are bytes of UTF-8")
  func offsets() throws {
    let chunks = Array(try Chunker.characters(2).chunks(of: "\u{E9}\u{4F60}a\u{1F1E9}\u{1F1EA}b"))
    #expect(chunks.map(\.offset) == [0, 5, 14])
    #expect(chunks[1].byteRange == 5..<14)
  }

  @Test("sentences are packed as long as they fit")
  func sentencePacking() throws {
    let text = "One two. Three. Four five six. Seven."
    #expect(
      texts(try .sentences(upTo: 16), text) == ["One two. Three. ", "Four five six. ", "Seven."])
  }

  @Test("an overlap of sentences repeats the last ones, and gives way to a long next one")
  func sentenceOverlap() throws {
    let chunker = try Chunker.sentences(upTo: 10, overlap: .sentences(1))
    #expect(
      texts(chunker, "Aaa. Bb. Cc. Efg hijk. Ll.") == [
        "Aaa. Bb. ", "Bb. Cc. ", "Efg hijk. ", "Ll.",
      ])
  }

  @Test("an overlap in characters repeats whole sentences that fit into it")
  func overlapInCharacters() throws {
    let chunker = try Chunker.sentences(upTo: 12, overlap: .characters(6))
    #expect(
      texts(chunker, "Aa. Bb. Cc. Dd. Ee.") == ["Aa. Bb. Cc. ", "Cc. Dd. Ee."])
  }

  @Test("a sentence longer than the size is cut by characters")
  func longSentence() throws {
    #expect(texts(try .sentences(upTo: 4), "abcdefghij. K.") == ["abcd", "efgh", "ij. ", "K."])
  }

  @Test("a size or an overlap that cannot work is refused with what is allowed")
  func refusedSettings() {
    #expect(throws: (any Error).self) { try Chunker.characters(0) }
    #expect(throws: (any Error).self) { try Chunker.sentences(upTo: 9, overlap: .sentences(-1)) }
    let error = #expect(throws: IngestSettingError.self) { try Chunker.characters(9, overlap: 5) }
    #expect(
      error?.message
        == "the overlap must be 0 to 4 characters, half of the chunk's size, not 5")
  }

  @Test("the stage function answers each text in its place")
  func stage() async throws {
    let results = await (try Chunker.characters(2)).chunk(["abc", "", "d"])
    #expect(try results.map { try $0.get().map(\.text) } == [["ab", "c"], [], ["d"]])
  }
}
