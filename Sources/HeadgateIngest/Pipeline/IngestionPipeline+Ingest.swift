internal import HeadgateEngine

extension IngestionPipeline {
  /// Ingests chapters, and whatever else the file has unfinished, and returns when nothing is left or
  /// it is stopped. May be called once.
  ///
  /// A chapter that was ingested before with the same text, cut and embedded alike, is not ingested
  /// again; one with another text is, and replaces what was stored of it.
  ///
  /// - Parameters:
  ///   - sources: Chapters, and why others could not be read; asked for one by one.
  ///   - priority: Chapters of a higher one go first.
  ///   - retriesDeadLetters: Whether all chapters that were given up are tried anew, and not only
  ///     those of `sources`.
  public func ingest(
    _ sources: some Sequence<Result<SourceChapter, SourceProblem>> & Sendable, priority: Int = 0,
    retriesDeadLetters: Bool = false
  ) async throws(IngestionFailure) -> IngestionReport {
    do {
      if retriesDeadLetters { _ = try await queue.requeueDeadLetters(nil) }
      let dead = try await deadLetters(besides: [])
      let unfinished = try await queue.unfinished()
      var submission = ChapterSubmission(
        orchestrator: orchestrator, priority: priority, unfinished: unfinished)
      var isDone = false
      try await orchestrator.withRunning {
        try await submission.submit(sources)
        isDone = await orchestrator.waitForCompletion()
        while isDone, try await submission.submitDeferred() {
          isDone = await orchestrator.waitForCompletion()
        }
      }
      return try await report(submission, isDone: isDone, earlier: Set(dead.map(\.id)))
    } catch {
      throw IngestionFailure(error)
    }
  }

  /// How far it has come; `nil` where the queue does not say.
  public func progress() async -> IngestionProgress? {
    let metrics = orchestrator.metrics()
    guard let counts = try? await queue.counts() else { return nil }
    let ended = metrics.totalCompleted + metrics.totalFailed
    return IngestionProgress(
      ended: ended, total: ended + counts.waiting + counts.delayed + counts.leased)
  }

  private func report(
    _ submission: ChapterSubmission, isDone: Bool, earlier: Set<JobID>
  ) async throws -> IngestionReport {
    var report = IngestionReport(metrics: orchestrator.metrics())
    report.isInterrupted = !isDone
    report.stored = report.metrics.totalCompleted
    report.resumed = submission.resumed
    report.unchanged = submission.unchanged
    report.problems = submission.problems
    report.chunks = stages.storedChunks.count
    let dead = try await deadLetters(besides: earlier)
    let stages = report.metrics.stages.map(\.stage)
    report.failures = dead.map { letter in
      IngestionReport.Failure(
        book: letter.bookSlug, chapter: letter.chapterIndex,
        stage: stages[min(letter.stageIndex, stages.count - 1)], attempts: letter.attempts,
        error: letter.error)
    }
    let counts = try await queue.counts()
    // What others have submitted since is theirs.
    report.left = isDone ? 0 : counts.waiting + counts.delayed + counts.leased
    report.earlierFailures = counts.dead - dead.count
    return report
  }

  private func deadLetters(besides known: Set<JobID>) async throws -> [DeadLetter] {
    var found: [DeadLetter] = []
    var last: JobID?
    while true {
      let page = try await queue.deadLetters(after: last, limit: 1_000)
      found += page.filter { !known.contains($0.id) }
      guard page.count == 1_000 else { return found }
      last = page.last?.id
    }
  }
}
