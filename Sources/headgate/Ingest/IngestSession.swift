import HeadgateEngine
import HeadgateIngest
import HeadgateLab
import HeadgateReport

/// One call of `headgate ingest`.
struct IngestSession {
  /// How long what is under way may take after Ctrl-C.
  private static let patience = Duration.seconds(10)
  private static let tick = Duration.milliseconds(100)

  let path: String
  let files: ChapterFiles
  let priority: Int
  let retriesDeadLetters: Bool
  let checks: Bool
  let format: OutputFormat
  let renderer: TextRenderer
  let isQuiet: Bool

  /// - Throws: `CommandFailure` where the store cannot be used (usage), or the ingestion failed.
  func run(embedder: any Embedder, settings: IngestionSettings) async throws -> ExitStatus {
    let start = ContinuousClock.now
    let pipeline: IngestionPipeline
    do {
      pipeline = try await IngestionPipeline.open(
        path: path, embedder: embedder, settings: settings)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
    var report: IngestionReport
    do {
      report = try await ingest(pipeline)
      if checks { try await report.check(pipeline.store) }
    } catch {
      await pipeline.close()
      throw CommandFailure(.runFailed, "\(path): the ingestion failed: \(error)")
    }
    await pipeline.close()
    note("took \(SpanText.text(seconds: (ContinuousClock.now - start) / .seconds(1)))")
    try StandardOutput.write(text(report))
    if report.isInterrupted { return .interrupted }
    return report.isWhole ? .pass : .runFailed
  }

  private func ingest(_ pipeline: IngestionPipeline) async throws -> IngestionReport {
    try await withThrowingTaskGroup(of: IngestionReport?.self) { group in
      group.addTask {
        try await pipeline.ingest(
          files, priority: priority, retriesDeadLetters: retriesDeadLetters)
      }
      group.addTask {
        await watch(pipeline)
        return nil
      }
      defer { group.cancelAll() }
      while let ended = try await group.next() { if let report = ended { return report } }
      preconditionFailure("an ingestion ends with a report or an error")
    }
  }

  /// Shows progress, and stops the ingestion when that is asked for.
  private func watch(_ pipeline: IngestionPipeline) async {
    let display = isQuiet ? nil : ProgressDisplay(scenario: "ingest", unit: "chapters")
    defer { display?.finish() }
    var ticks = 0
    while (try? await Task.sleep(for: Self.tick)) != nil {
      if Interruption.isRequested {
        display?.finish()
        note("stopping; what is under way has \(Int(Self.patience / .seconds(1))) s")
        await pipeline.stop(within: Self.patience)
        return
      }
      ticks += 1
      guard let display, ticks.isMultiple(of: 5), let progress = await pipeline.progress()
      else { continue }
      display.show(
        ExperimentProgress(
          completed: progress.ended, total: progress.total, fraction: progress.fraction))
    }
  }

  private func text(_ report: IngestionReport) throws -> String {
    switch format {
    case .text: renderer.render(IngestDocument(report, path: path).document)
    case .json: try IngestJSON(report, path: path).text
    }
  }

  private func note(_ line: String) {
    if !isQuiet { StandardError.write("ingest: \(line)\n") }
  }
}
