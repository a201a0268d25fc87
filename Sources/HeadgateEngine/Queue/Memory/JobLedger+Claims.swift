extension JobLedger {
  mutating func dequeue(limit: Int, leaseExpiry: WallTime, now: WallTime) -> [JobClaim] {
    settle(now)
    var claims: [JobClaim] = []
    while claims.count < limit, let id = firstWaiting() {
      claims.append(
        update(id) { entry in
          entry.state = .leased(until: leaseExpiry)
          entry.deliveries += 1
          entry.unanswered += 1
          entry.token += 1
          return entry.claim(id, leaseExpiry: leaseExpiry)
        })
    }
    return claims
  }

  /// Lets those wait whose delay or lease is over, and buries those that kill their consumers.
  private mutating func settle(_ now: WallTime) {
    while let first = firstTimed(), first.due <= now {
      let bound = maxDeliveries
      update(first.id) { entry in
        if case .leased = entry.state, entry.unanswered >= bound {
          entry.lastError = DeadLetter.unansweredError(
            deliveries: entry.unanswered, lastError: entry.lastError)
          entry.token += 1
          entry.state = .dead(cause: .deliveriesUsedUp, died: now)
        } else {
          entry.state = .waiting
        }
      }
    }
  }

  mutating func extendLease(of claim: JobClaim, to expiry: WallTime) -> ClaimResult {
    guard holds(claim) else { return .lost }
    update(claim.id) { $0.state = .leased(until: expiry) }
    return .done
  }

  mutating func complete(_ claim: JobClaim) -> ClaimResult {
    guard holds(claim) else { return .lost }
    remove(claim.id, completed: true)
    return .done
  }

  mutating func release(_ claim: JobClaim) -> ClaimResult {
    guard holds(claim) else { return .lost }
    update(claim.id) { entry in
      entry.state = .waiting
      entry.token += 1
      entry.deliveries -= 1
      entry.unanswered -= 1
    }
    return .done
  }

  mutating func saveCheckpoint(_ progress: JobProgress) -> ClaimResult {
    guard holds(progress.claim) else { return .lost }
    update(progress.claim.id) { entry in
      entry.checkpoint = progress.checkpoint
      entry.unanswered = 1
    }
    return .done
  }

  mutating func requeueFailed(_ failure: JobFailure, now: WallTime) -> FailureResult {
    guard holds(failure.claim) else { return .lost }
    return update(failure.claim.id) { entry in
      entry.attempts += 1
      entry.unanswered = 0
      entry.token += 1
      entry.lastError = failure.error
      if failure.isPermanent || entry.attempts >= entry.submission.maxAttempts {
        entry.state = .dead(cause: failure.deadLetterCause, died: now)
        return .deadLetter(failure.deadLetterCause)
      }
      let due = now + failure.delay
      entry.state = due <= now ? .waiting : .delayed(until: due)
      return .requeued(due: due)
    }
  }
}
