import HeadgateCore
import HeadgateEngine

/// A chapter whose text grows by a letter at each stage.
struct Chapter: ChapterItem, Equatable {
  var bookSlug: String
  var chapterIndex: Int
  var text: String
}

extension ItemCodec where Item == Chapter {
  static var plain: ItemCodec {
    .chapters(
      encode: { Array($0.text.utf8) },
      decode: { bytes, job in
        Chapter(
          bookSlug: job.bookSlug, chapterIndex: job.chapterIndex,
          text: String(decoding: bytes, as: UTF8.self))
      })
  }
}

/// What a pipeline of three stages did: `c`, `e` and `s`, each a second a batch.
final class ChapterWork: Sendable {
  let done = Recorded<String>()
  let stored = Recorded<Chapter>()

  func stages(
    _ world: VirtualWorld, workers: Int = 1, batchSize: Int = 1,
    failing: @escaping @Sendable (_ stage: String, Chapter) -> StageFailure? = { _, _ in nil }
  ) -> [IngestionStage<Chapter>] {
    ["c", "e", "s"].map { name in
      IngestionStage(
        name, workers: workers, batchSize: batchSize,
        .results { chapters, _ in
          try await world.sleep(.seconds(1))
          return chapters.map { chapter in
            if let failure = failing(name, chapter) { return .failure(failure) }
            self.done.add("\(name)\(chapter.chapterIndex)")
            var chapter = chapter
            chapter.text += name
            if name == "s" { self.stored.add(chapter) }
            return .success(chapter)
          }
        })
    }
  }

  /// How often a stage finished a chapter.
  func count(_ stage: String, _ chapter: Int) -> Int {
    done.all.count { $0 == "\(stage)\(chapter)" }
  }
}

extension JobQueue {
  func add(_ count: Int, maxAttempts: Int = 4) async throws {
    for index in 0..<count {
      _ = try await enqueue(
        JobSubmission(
          bookSlug: "book", chapterIndex: index, text: "", maxAttempts: maxAttempts),
        deduplicate: true)
    }
  }
}
