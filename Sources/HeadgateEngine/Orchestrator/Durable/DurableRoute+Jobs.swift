import HeadgateCore

extension DurableRoute {
  func submit(
    _ item: Item, priority: Int
  ) async throws(IngestionError) -> IngestionSubmission {
    let submission = try submission(of: item, priority: priority)
    while true {
      let mark = consumer.changes.mark
      if consumer.isClosing { throw .notRunning }
      switch try await enqueue(submission) {
      case .accepted(let id):
        let id = IngestionJobID(id)
        consumer.book.withLock { $0.submitted(id) }
        consumer.log.submitted(id, priority: priority)
        return .accepted(id)
      case .duplicate(let id, let sameText):
        return .duplicate(of: IngestionJobID(id), sameText: sameText)
      case .full:
        if consumer.onFull != .block { throw .queueFull }
        await waitForChange(after: mark, orElsewhere: consumer.queue.isShared)
        if Task.isCancelled { throw .cancelled }
      }
    }
  }

  private func submission(
    of item: Item, priority: Int
  ) throws(IngestionError) -> JobSubmission {
    do {
      var submission = try consumer.codec.submission(item)
      submission.priority = priority
      submission.maxAttempts = consumer.retry.maxAttempts
      return submission
    } catch {
      throw .notEncodable("\(error)")
    }
  }

  private func enqueue(
    _ submission: JobSubmission
  ) async throws(IngestionError) -> EnqueueResult {
    do {
      return try await consumer.queue.enqueue(
        submission, deduplicate: consumer.settings.deduplicates)
    } catch {
      consumer.book.withLock { $0.totals.queueErrors += 1 }
      throw .queue(error)
    }
  }

  /// Waits until something has changed here, or may have elsewhere.
  private func waitForChange(after mark: WorkMark, orElsewhere: Bool) async {
    guard orElsewhere, let interval = consumer.settings.pollInterval else {
      return await consumer.changes.wait(after: mark)
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.consumer.changes.wait(after: mark) }
      group.addTask { _ = await self.consumer.clock.sleep(for: interval) }
      await group.next()
      group.cancelAll()
    }
  }

  // MARK: What is asked

  func status(of id: IngestionJobID) -> IngestionStatus? {
    let (known, number) = consumer.book.withLock { book in
      (book.statuses[id], book.number(of: id.queued))
    }
    guard let number, let present = engine.status(of: number), present.outcome == nil else {
      return known
    }
    var status = IngestionStatus(present, stages: consumer.stages)
    // Attempts are the queue's.
    status.attempt = known?.attempt ?? 1
    status.lastError = known?.lastError
    return status
  }

  func waitForEnd(of id: IngestionJobID) async {
    while !Task.isCancelled {
      let mark = consumer.changes.mark
      let (status, isEnded) = consumer.book.withLock { ($0.statuses[id], $0.isEnded) }
      guard let status, !status.isEnded, !isEnded else { return }
      await consumer.changes.wait(after: mark)
    }
  }

  func waitUntilDone() async -> Bool {
    while !Task.isCancelled {
      let mark = consumer.changes.mark
      let (held, isEnded) = consumer.book.withLock { ($0.held.count, $0.isEnded) }
      if held == 0 || isEnded {
        guard let left = await jobsLeft() else { return false }
        if left == 0 { return true }
        if isEnded { return false }
      }
      // With none held here, those that are left may be another consumer's.
      await waitForChange(after: mark, orElsewhere: held == 0)
    }
    return false
  }

  /// Jobs in the queue that have not ended; `nil` where it does not say.
  private func jobsLeft() async -> Int? {
    let counts = await consumer.insist("count") { () async throws(JobQueueError) in
      try await consumer.queue.counts()
    }
    guard let counts else { return nil }
    consumer.book.withLock { $0.totals.waiting = counts.waiting + counts.delayed }
    return counts.waiting + counts.delayed + counts.leased
  }

  func cancel(_ id: IngestionJobID) async throws(IngestionError) -> Bool {
    let isCancelled: Bool
    do {
      isCancelled = try await consumer.queue.cancel(id.queued)
    } catch {
      throw .queue(error)
    }
    guard isCancelled else { return false }
    let (held, number) = consumer.book.withLock { book in
      (book.held[id.queued], book.number(of: id.queued))
    }
    consumer.book.withLock { book in
      book.totals.dropped += 1
      let status = IngestionStatus(phase: .cancelled, attempt: held?.claim.attempt ?? 1)
      if let held, held.leave(for: .cancelled) { book.letGo(held, status) }
      book.setStatus(of: id, status)
    }
    if let number { _ = engine.cancel(number) }
    consumer.changes.ring()
    return true
  }

  // MARK: Dead letters

  func deadLetters(limit: Int) async throws(IngestionError) -> [IngestionDeadLetter<Item>] {
    do {
      return try await consumer.queue.deadLetters(after: nil, limit: limit).map { letter in
        let stage = min(letter.stageIndex, consumer.stages.count - 1)
        return IngestionDeadLetter(
          id: IngestionJobID(letter.id), stage: consumer.stages[stage],
          attempts: letter.attempts, error: letter.error, item: nil, queued: letter)
      }
    } catch {
      throw .queue(error)
    }
  }

  func requeueDeadLetters(_ ids: [IngestionJobID]?) async throws(IngestionError) -> Int {
    do {
      let count = try await consumer.queue.requeueDeadLetters(ids?.map(\.queued))
      consumer.book.withLock { book in
        for id in ids ?? [] where book.statuses[id]?.phase == .failed {
          book.setStatus(of: id, IngestionStatus(phase: .queued))
        }
      }
      return count
    } catch {
      throw .queue(error)
    }
  }
}
