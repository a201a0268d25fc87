import HeadgateCore

extension IngestionOrchestrator {
  /// Submits an item.
  ///
  /// While the queue is full it waits, where the settings have it block; cancelling the task then gives
  /// the job up. Over a durable queue it returns when the job is as durable as the queue makes it, and
  /// for a chapter that the queue has already it gives the id of the job that is there.
  ///
  /// - Parameter priority: Higher goes first, equal in the order of submission; from −32,768 to
  ///   32,767, what is beyond counts as the nearest.
  @discardableResult
  public func submit(
    _ item: Item, priority: Int = 0
  ) async throws(IngestionError) -> IngestionJobID {
    try await offer(item, priority: priority).id
  }

  /// Submits an item as ``submit(_:priority:)`` does, and says whether it was there already.
  public func offer(
    _ item: Item, priority: Int = 0
  ) async throws(IngestionError) -> IngestionSubmission {
    try await route.submit(item, priority: priority)
  }

  /// Where a job is or how it ended; `nil` for one that this process has not heard of, or not lately.
  public func status(of id: IngestionJobID) -> IngestionStatus? { route.status(of: id) }

  /// Waits until no job is left: in memory none that was submitted, over a queue none that waits in it
  /// or is held by anybody. Dead letters are not left.
  ///
  /// - Parameter timeout: The longest wait; `nil` is for ever.
  /// - Returns: false where the time was up, the task was cancelled, or the orchestrator stopped first.
  public func waitForCompletion(timeout: Duration? = nil) async -> Bool {
    await wait(timeout) { await self.route.waitUntilDone() }
  }

  /// Waits until a job has ended.
  ///
  /// - Parameter timeout: The longest wait; `nil` is for ever.
  /// - Returns: How it ended, or where it is when the time was up.
  public func waitForJob(
    _ id: IngestionJobID, timeout: Duration? = nil
  ) async -> IngestionStatus? {
    _ = await wait(timeout) {
      await self.route.waitForEnd(of: id)
      return true
    }
    return status(of: id)
  }

  private func wait(
    _ timeout: Duration?, for outcome: @escaping @Sendable () async -> Bool
  ) async -> Bool {
    guard let timeout else { return await outcome() }
    let due = clock.moment(in: timeout)
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask { await outcome() }
      group.addTask {
        _ = await self.clock.sleep(until: due)
        return false
      }
      defer { group.cancelAll() }
      return await group.next()!
    }
  }

  /// Gives a job up.
  ///
  /// - Returns: false where it could not be: it has ended, or in memory a stage holds it, which is then
  ///   not interrupted. A durable job is taken out of the queue whoever holds it, and what is made of it
  ///   is dropped.
  public func cancel(_ id: IngestionJobID) async throws(IngestionError) -> Bool {
    try await route.cancel(id)
  }

  /// Jobs that were given up: in memory the latest, over a queue the first.
  public func deadLetters(
    limit: Int = 1_000
  ) async throws(IngestionError) -> [IngestionDeadLetter<Item>] {
    precondition(limit >= 1, "a listing is of at least one dead letter, not \(limit)")
    return try await route.deadLetters(limit: limit)
  }

  /// Makes dead letters jobs again, with all their attempts, at the stage that they failed at: in
  /// memory new ones, over a queue the same.
  ///
  /// - Parameter ids: Which; `nil` for all.
  /// - Returns: How many.
  @discardableResult
  public func requeueDeadLetters(
    _ ids: [IngestionJobID]? = nil
  ) async throws(IngestionError) -> Int {
    try await route.requeueDeadLetters(ids)
  }
}

extension IngestionOrchestrator where Item: ChapterItem {
  /// Submits a chapter; see ``submit(_:priority:)``.
  @discardableResult
  public func submitJob(
    bookSlug: String, chapterIndex: Int, text: String, priority: Int = 0
  ) async throws(IngestionError) -> IngestionJobID {
    try await submit(
      Item(bookSlug: bookSlug, chapterIndex: chapterIndex, text: text), priority: priority)
  }
}
