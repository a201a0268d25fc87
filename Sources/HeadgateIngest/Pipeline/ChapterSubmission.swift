internal import HeadgateEngine

/// Submits chapters as they are read, and counts what became of them.
struct ChapterSubmission {
  let orchestrator: IngestionOrchestrator<IngestedChapter>
  let priority: Int
  /// Jobs that were there before the first submission and had not ended.
  let unfinished: Set<JobID>
  private(set) var unchanged = 0
  private(set) var problems: [IngestionReport.Problem] = []
  /// Chapters whose older text is still being ingested.
  private var deferred: [SourceChapter] = []

  init(
    orchestrator: IngestionOrchestrator<IngestedChapter>, priority: Int, unfinished: Set<JobID>
  ) {
    self.orchestrator = orchestrator
    self.priority = priority
    self.unfinished = unfinished
  }

  var resumed: Int { unfinished.count }

  mutating func submit(
    _ sources: some Sequence<Result<SourceChapter, SourceProblem>>
  ) async throws {
    for source in sources {
      switch source {
      case .failure(let problem):
        problems.append(IngestionReport.Problem(path: problem.path, message: problem.message))
      case .success(let chapter):
        guard try await submit(chapter) else { return }
      }
    }
  }

  /// Submits what had to wait for an older text; false where there is none.
  mutating func submitDeferred() async throws -> Bool {
    guard !deferred.isEmpty else { return false }
    let chapters = deferred
    deferred = []
    for chapter in chapters { guard try await submit(chapter) else { return true } }
    return true
  }

  /// False where the orchestrator takes nothing any more.
  private mutating func submit(_ chapter: SourceChapter) async throws -> Bool {
    let item = IngestedChapter(
      bookSlug: chapter.key.book, chapterIndex: chapter.key.chapter, text: chapter.text)
    do {
      switch try await orchestrator.offer(item, priority: priority) {
      case .accepted: break
      case .duplicate(_, sameText: false): deferred.append(chapter)
      case .duplicate(let id, sameText: true):
        if !unfinished.contains(JobID(id.ordinal)) { unchanged += 1 }
      }
      return true
    } catch .notRunning {
      return false
    }
  }
}
