import HeadgateCore

extension Consumer {
  /// A job on its way into the pipeline.
  struct Entrant: Sendable {
    var held: HeldClaim
    var item: Item
    var stage: Int
  }

  /// Claims as many jobs as there is room for; waits until there are some. `nil` when the consumer
  /// stops.
  func nextClaims() async -> [JobClaim]? {
    var pause = settings.errorPause.lowerBound
    while !isClosing, !Task.isCancelled {
      let mark = changes.mark
      let room = lookAhead - book.withLock { $0.held.count }
      // Some at a time: each claim costs the queue a transaction.
      guard room >= max(1, lookAhead / 4) else {
        await changes.wait(after: mark)
        continue
      }
      do {
        let stop = closing.mark
        let work = queue.workMark
        if isClosing { return nil }
        let claims = try await queue.dequeue(limit: room, lease: settings.lease)
        if !claims.isEmpty { return claims }
        await waitForWork(after: work, stop, due: try await nextLook())
        pause = settings.errorPause.lowerBound
      } catch {
        guard await recover(from: error, in: "take jobs", after: pause) else { return nil }
        pause = min(pause * 2, settings.errorPause.upperBound)
      }
    }
    return nil
  }

  /// When the queue must be looked at though it tells of nothing.
  private func nextLook() async throws(JobQueueError) -> Nanoseconds? {
    let due = try await queue.nextDue().map { clock.moment(in: $0 - queue.clock.now) }
    let poll = queue.isShared ? settings.pollInterval.map { clock.moment(in: $0) } : nil
    guard let due else { return poll }
    return min(due, poll ?? .never)
  }

  private func waitForWork(after work: WorkMark, _ stop: WorkMark, due: Nanoseconds?) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.queue.waitForWork(after: work) }
      group.addTask { await self.closing.wait(after: stop) }
      if let due { group.addTask { _ = await self.clock.sleep(until: due) } }
      await group.next()
      group.cancelAll()
    }
  }

  /// Takes claims into the book, and reads their items. What cannot be read is a dead letter.
  func enter(_ claims: [JobClaim]) async -> [Entrant] {
    var entrants: [Entrant] = []
    var unreadable: [Failed] = []
    for claim in claims {
      let held = HeldClaim(claim)
      book.withLock { $0.hold(held) }
      let stage = firstStage(of: claim)
      do {
        let item =
          if stage > 0, let checkpoint = claim.checkpoint {
            try codec.decode(checkpoint.input, claim.job.submission)
          } else {
            try codec.first(claim.job.submission)
          }
        log.claimed(held.id, claim, stage: stages[stage])
        entrants.append(Entrant(held: held, item: item, stage: stage))
      } catch {
        _ = held.leave(for: .settling)
        let message = (error as? StageFailure)?.message ?? "\(error)"
        unreadable.append(
          Failed(
            held: held, stage: stages[stage],
            failure: .permanent("the job cannot be read: \(message)")))
      }
    }
    changes.ring()
    await fail(unreadable)
    return entrants
  }

  /// Where a job goes on: at the stage that its checkpoint names, wherever that stands now; at the
  /// first where there is none by that name, or where retries begin again (rule F3).
  private func firstStage(of claim: JobClaim) -> Int {
    guard let checkpoint = claim.checkpoint else { return 0 }
    if retry.resume == .start, claim.attempt > 1 { return 0 }
    return stages.firstIndex(of: checkpoint.stageName) ?? 0
  }
}
