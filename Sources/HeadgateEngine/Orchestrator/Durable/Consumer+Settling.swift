import HeadgateCore

extension Consumer {
  /// A job whose attempt here has failed.
  struct Failed: Sendable {
    var held: HeldClaim
    var stage: String
    var failure: StageFailure
  }

  /// Tells the queue how jobs ended, each kind in one operation.
  func settle(_ ends: [JobEnd<HeldItem<Item>>]) async {
    var completed: [HeldClaim] = []
    var failed: [Failed] = []
    var released: [HeldClaim] = []
    for end in ends {
      let held = end.item.held
      // What was lost or cancelled has been let go.
      guard held.leave(for: .settling) else { continue }
      switch end.outcome {
      case .completed: completed.append(held)
      case .failed:
        failed.append(
          Failed(
            held: held, stage: stages[end.stage],
            failure: end.lastError ?? .transient("failed")))
      case .cancelled, .rejected, .shed: released.append(held)
      }
    }
    await complete(completed)
    await fail(failed)
    await release(released)
    changes.ring()
  }

  private func complete(_ held: [HeldClaim]) async {
    guard !held.isEmpty else { return }
    let claims = held.map(\.claim)
    let answers = await insist("mark complete") { () async throws(JobQueueError) in
      try await queue.markComplete(claims)
    }
    guard let answers else { return leave(held, "mark complete") }
    for (held, answer) in zip(held, answers) {
      guard answer == .done else {
        letGoLost(held)
        continue
      }
      log.completed(held.id)
      book.withLock { book in
        book.totals.completed += 1
        book.letGo(held, IngestionStatus(phase: .completed, attempt: held.claim.attempt))
      }
    }
  }

  /// Gives jobs back unworked.
  func release(_ held: [HeldClaim]) async {
    guard !held.isEmpty else { return }
    let claims = held.map(\.claim)
    let answers = await insist("release") { () async throws(JobQueueError) in
      try await queue.release(claims)
    }
    guard let answers else { return leave(held, "release") }
    for (held, answer) in zip(held, answers) {
      guard answer == .done else {
        letGoLost(held)
        continue
      }
      book.withLock { book in
        let error = book.statuses[held.id]?.lastError
        book.letGo(
          held,
          IngestionStatus(phase: .queued, attempt: held.claim.attempt, lastError: error))
      }
    }
  }

  /// Reports failed attempts: the queue decides whether there is another one.
  func fail(_ failed: [Failed]) async {
    guard !failed.isEmpty else { return }
    let failures = failed.map { entry in
      JobFailure(
        claim: entry.held.claim, error: entry.failure.message, delay: delay(for: entry),
        isPermanent: entry.failure.kind == .permanent)
    }
    let answers = await insist("report failures") { () async throws(JobQueueError) in
      try await queue.requeueFailed(failures)
    }
    guard let answers else { return leave(failed.map(\.held), "report failures") }
    for (i, answer) in answers.enumerated() { note(failed[i], failures[i].delay, answer) }
  }

  private func note(_ failed: Failed, _ delay: Duration, _ answer: FailureResult) {
    let held = failed.held
    let attempt = held.claim.attempt
    var status = IngestionStatus(
      phase: .failed, attempt: attempt, lastError: failed.failure.message)
    var isDead = false
    switch answer {
    case .lost: return letGoLost(held)
    case .requeued:
      log.attemptFailed(
        held.id, stage: failed.stage, attempt: attempt, isLast: false, failed.failure)
      log.requeued(held.id, due: delay)
      status.phase = .retrying(stage: failed.stage)
    case .deadLetter:
      log.deadLetter(
        held.id, stage: failed.stage, attempts: attempt, error: failed.failure.message)
      isDead = true
    }
    book.withLock { book in
      if isDead { book.totals.failed += 1 } else { book.totals.retries += 1 }
      book.letGo(held, status)
    }
  }

  /// The wait before the next attempt (rule F2), at least as long as the other side asked for.
  private func delay(for failed: Failed) -> Duration {
    let attempt = failed.held.claim.attempt
    let random = KeyedRandom(seed: 0, replication: 0)
    let bits = random.bits(
      DrawStream(.backoff), entity: UInt64(failed.held.claim.id.ordinal) & 0xFFFF_FFFF_FFFF,
      attempt: UInt32(attempt))
    let delay = backoff.delay(after: attempt, unit: KeyedRandom.unit(bits.0))
    return max(.nanoseconds(delay), failed.failure.retryAfter ?? .zero)
  }

  /// The queue could not be told: the jobs come back when their leases run out.
  private func leave(_ held: [HeldClaim], _ operation: String) {
    log.leftToLeases(operation, jobs: held.count)
    book.withLock { book in
      for claim in held {
        book.letGo(claim, IngestionStatus(phase: .queued, attempt: claim.claim.attempt))
      }
    }
  }
}
