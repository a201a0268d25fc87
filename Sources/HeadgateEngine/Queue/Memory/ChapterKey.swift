/// What deduplication tells jobs apart by.
struct ChapterKey: Hashable {
  var bookSlug: String
  var chapterIndex: Int

  init(_ submission: JobSubmission) {
    bookSlug = submission.bookSlug
    chapterIndex = submission.chapterIndex
  }
}
