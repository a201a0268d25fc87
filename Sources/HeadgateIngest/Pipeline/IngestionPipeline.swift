internal import HeadgateCore
public import HeadgateEngine
public import Logging

/// Chapters into a document store: chunked, embedded and stored, over a durable queue in the store's
/// own file.
///
/// What was accepted is ingested whatever happens to the process; see <doc:Ingestion>. Several
/// processes may work on one file.
///
///     let pipeline = try await IngestionPipeline.open(
///       path: "library.sqlite", embedder: HashingEmbedder(),
///       settings: IngestionSettings(chunker: .sentences(upTo: 1_000)))
///     let report = try await pipeline.ingest(ChapterFiles(["books"]))
///     await pipeline.close()
public final class IngestionPipeline: Sendable {
  /// What is stored.
  public let store: DocumentStore
  /// What is to be done.
  public let queue: SQLiteJobQueue
  /// What does it. It runs once, and so does ``ingest(_:priority:retriesDeadLetters:)``.
  public let orchestrator: IngestionOrchestrator<IngestedChapter>
  let stages: IngestionStages
  private let presence: ConsumerPresence

  /// Opens the file, and makes it where it is not there yet. What dead processes held is free at
  /// once where no other process works on the file, and else when their leases run out.
  ///
  /// - Parameters:
  ///   - path: The file's; a lock file stands beside it.
  ///   - clock: Where all time comes from but that of leases.
  ///   - wallClock: The time of leases and retries.
  ///   - logger: Where it logs to; `nil` is nowhere.
  public static func open(
    path: String, embedder: any Embedder, settings: IngestionSettings,
    clock: EngineClock = .wall(), wallClock: WallClock = .system, logger: Logger? = nil
  ) async throws(IngestionFailure) -> IngestionPipeline {
    do {
      let queue = try await SQLiteJobQueue.open(
        path: path, synchronous: settings.synchronous, capacity: settings.capacity,
        maxDeliveries: settings.maxDeliveries, clock: wallClock)
      let presence = try ConsumerPresence(beside: path)
      try await enter(presence, queue, clock)
      let store = try await DocumentStore.open(path: path, isDurable: settings.isDurable)
      if let space = try await store.space() { try check(space, suits: embedder, path: path) }
      return IngestionPipeline(
        store, queue, presence, embedder, settings, clock: clock, logger: logger)
    } catch {
      throw IngestionFailure(error)
    }
  }

  private init(
    _ store: DocumentStore, _ queue: SQLiteJobQueue, _ presence: ConsumerPresence,
    _ embedder: any Embedder, _ settings: IngestionSettings, clock: EngineClock, logger: Logger?
  ) {
    self.store = store
    self.queue = queue
    self.presence = presence
    stages = IngestionStages(chunker: settings.chunker, embedder: embedder, store: store)
    let recipe = "\(settings.chunker.recipe); \(embedder.model) \(embedder.dimension ?? 0)"
    orchestrator = settings.orchestrator(
      queue: queue, recipe: recipe, stages: stages.stages(settings), clock: clock, logger: logger)
  }

  /// Stops an ingestion: what a stage works on goes on to be stored as far as the time allows, the
  /// rest is left in the file for the next one.
  public func stop(within limit: Duration) async {
    await orchestrator.stop(.drain, within: limit)
  }

  /// Closes the file.
  public func close() async {
    await queue.close()
    presence.leave()
    // What was stored is committed: a store that cannot be closed loses nothing.
    try? await store.close()
  }

  // MARK: Opening

  /// The longest wait for processes that begin at the same moment.
  private static let patience = Duration.seconds(15)

  private static func enter(
    _ presence: ConsumerPresence, _ queue: SQLiteJobQueue, _ clock: EngineClock
  ) async throws {
    let due = clock.moment(in: patience)
    repeat {
      // Nobody else lives who holds a job, and this process holds none before it shares the lock.
      if presence.take(.alone) { try await queue.endLeases() }
      if presence.take(.shared) { return }
    } while await clock.sleep(for: .milliseconds(5)) && clock.now < due
    throw IngestionFailure(
      "\(queue.path): another process is busy beginning to work on it; try again")
  }

  private static func check(
    _ space: VectorSpace, suits embedder: any Embedder, path: String
  ) throws(IngestionFailure) {
    guard space.model == embedder.model, embedder.dimension ?? space.dimension == space.dimension
    else {
      let numbers = embedder.dimension.map { " with \($0) numbers" } ?? ""
      throw IngestionFailure(
        "\(path): holds vectors of \(space), not of \"\(embedder.model)\"\(numbers), and they "
          + "cannot be compared; use that model, or name another store")
    }
  }
}

extension IngestionSettings {
  fileprivate var isDurable: Bool { synchronous == .full || synchronous == .extra }

  /// - Parameter recipe: How chapters are cut and embedded: by another one they are new work.
  package func orchestrator(
    queue: any JobQueue, recipe: String, stages: [IngestionStage<IngestedChapter>],
    clock: EngineClock, logger: Logger? = nil
  ) -> IngestionOrchestrator<IngestedChapter> {
    IngestionOrchestrator(
      storage: .queue(
        queue, codec: .ingestion(recipe: recipe), consumer: ConsumerSettings(lease: lease)),
      stages: stages,
      settings: OrchestratorSettings(
        retry: retry, rate: rate, limiter: limiter, keptStatuses: 10_000, reportInterval: nil),
      clock: clock, logger: logger)
  }
}

extension Chunker {
  /// The same for chunkers that cut alike.
  fileprivate var recipe: String {
    switch rule {
    case .characters(let overlap): "characters \(size) overlap \(overlap)"
    case .sentences(.characters(let overlap)): "sentences \(size) overlap \(overlap) characters"
    case .sentences(.sentences(let overlap)): "sentences \(size) overlap \(overlap) sentences"
    }
  }
}
