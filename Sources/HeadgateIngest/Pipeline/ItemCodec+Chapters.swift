package import HeadgateEngine

extension ItemCodec where Item == IngestedChapter {
  /// - Parameter recipe: How chapters are cut and embedded: by another one they are new work.
  package static func ingestion(recipe: String) -> ItemCodec {
    ItemCodec(
      submission: { chapter in
        JobSubmission(
          bookSlug: chapter.bookSlug, chapterIndex: chapter.chapterIndex,
          payload: ChapterPayload.bytes(chapter.text, recipe: recipe))
      },
      first: { job in
        guard let start = ChapterPayload.textStart(job.payload),
          let text = String(validating: job.payload[start...], as: UTF8.self)
        else { throw StageFailure.noChapter }
        return IngestedChapter(
          bookSlug: job.bookSlug, chapterIndex: job.chapterIndex, text: text)
      },
      encode: { ChapterCheckpoint.bytes($0) },
      decode: { try ChapterCheckpoint.chapter($0, $1) })
  }
}
