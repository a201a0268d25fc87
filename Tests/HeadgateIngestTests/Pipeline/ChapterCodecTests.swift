import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("Chapters in the queue")
struct ChapterCodecTests {
  private let codec = ItemCodec.ingestion(recipe: "sentences 20; m 3\n")

  @Test("A chapter comes back from a checkpoint as it was, whatever its text")
  func roundTrip() async throws {
    var random = SplitMix64(seed: 5)
    for round in 0..<200 {
      let text = RandomText.make(&random, parts: random.below(40))
      let whole = IngestedChapter(bookSlug: "b\u{E9}", chapterIndex: round, text: text)
      let job = try codec.submission(whole)
      #expect(try codec.first(job) == whole)
      var chunked = whole
      chunked.text = ""
      chunked.chunks = Array(try Chunker.characters(7, overlap: round % 4).chunks(of: text))
      #expect(try codec.decode(codec.encode(chunked), job) == chunked)
      chunked.model = "m \u{1F600}"
      chunked.vectors = chunked.chunks.map { chunk in
        (0..<3).map { Float(chunk.offset * 3 + $0) / 7 }
      }
      #expect(try codec.decode(codec.encode(chunked), job) == chunked)
    }
  }

  @Test("A damaged checkpoint, or a job of something else, fails for good and traps nowhere")
  func damage() async throws {
    var chapter = IngestedChapter(bookSlug: "b", chapterIndex: 1, text: "One. Two. Three.")
    let job = try codec.submission(chapter)
    chapter.chunks = Array(try Chunker.sentences(upTo: 6).chunks(of: chapter.text))
    chapter.model = "m"
    chapter.vectors = chapter.chunks.map { _ in [1, 2, 3] }
    let sound = try codec.encode(chapter)
    var random = SplitMix64(seed: 6)
    for length in 0..<sound.count {
      #expect(throws: StageFailure.self) { try codec.decode(Array(sound[..<length]), job) }
    }
    for _ in 0..<5_000 {
      var bytes = sound
      bytes[random.below(bytes.count)] = UInt8(random.below(256))
      _ = try? codec.decode(bytes, job)
    }
    let other = JobSubmission(bookSlug: "b", chapterIndex: 1, text: "something else")
    #expect(throws: StageFailure.self) { try codec.first(other) }
    #expect(throws: StageFailure.self) { try codec.decode(sound, other) }
  }

  @Test("The recipe is part of what makes work the same")
  func recipe() throws {
    let chapter = IngestedChapter(bookSlug: "b", chapterIndex: 1, text: "One.")
    let payload = try codec.submission(chapter).payload
    #expect(try ItemCodec.ingestion(recipe: "other").submission(chapter).payload != payload)
    #expect(try codec.submission(chapter).payload == payload)
  }
}
