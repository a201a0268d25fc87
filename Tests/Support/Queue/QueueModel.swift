import HeadgateEngine

/// What a queue should do, as plainly as it can be written: a list that is searched.
struct QueueModel {
  let maxDeliveries: Int
  var jobs: [ModelJob] = []

  mutating func enqueue(_ submission: JobSubmission, deduplicate: Bool) -> EnqueueResult {
    if deduplicate {
      let latest = jobs.last { $0.isKeyed && $0.state != .removed && $0.isSameChapter(submission) }
      if let latest, latest.blocks(submission) {
        return .duplicate(
          of: latest.id, sameText: latest.submission.payload == submission.payload)
      }
      if let latest {
        if case .dead = latest.state { jobs[index(latest.id)].state = .removed }
        // Of each chapter only the latest is remembered.
        jobs[index(latest.id)].isKeyed = false
      }
    }
    let id = JobID(Int64(jobs.count) + 1)
    jobs.append(ModelJob(id: id, submission: submission, isKeyed: deduplicate))
    return .accepted(id)
  }

  func index(_ id: JobID) -> Int { Int(id.ordinal) - 1 }

  func holds(_ claim: JobClaim) -> Bool { jobs[index(claim.id)].holder == claim.fencingToken }

  /// Which jobs a dequeue hands out, in order, once it has buried those that are to be given up.
  mutating func dequeue(limit: Int, lease: Duration, now: WallTime) -> [JobID] {
    for index in jobs.indices where jobs[index].isDue(now) {
      if case .leased = jobs[index].state, jobs[index].unanswered >= maxDeliveries {
        jobs[index].state = .dead(.deliveriesUsedUp)
        jobs[index].holder = nil
      } else {
        jobs[index].state = .waiting
      }
    }
    let due = jobs.filter { $0.state == .waiting }.sorted {
      $0.submission.priority == $1.submission.priority
        ? $0.id < $1.id : $0.submission.priority > $1.submission.priority
    }
    let taken = due.prefix(limit).map(\.id)
    for id in taken {
      jobs[index(id)].state = .leased(now + lease)
      jobs[index(id)].deliveries += 1
      jobs[index(id)].unanswered += 1
    }
    return taken
  }

  mutating func fail(_ failure: JobFailure, now: WallTime) -> FailureResult {
    guard holds(failure.claim) else { return .lost }
    let index = index(failure.claim.id)
    jobs[index].attempts += 1
    jobs[index].unanswered = 0
    jobs[index].holder = nil
    if failure.isPermanent || jobs[index].attempts == jobs[index].submission.maxAttempts {
      let cause: DeadLetterCause = failure.isPermanent ? .permanentFailure : .attemptsUsedUp
      jobs[index].state = .dead(cause)
      return .deadLetter(cause)
    }
    let due = now + failure.delay
    jobs[index].state = failure.delay == .zero ? .waiting : .delayed(due)
    return .requeued(due: due)
  }

  /// Changes the job of a claim that stands.
  mutating func change(_ claim: JobClaim, _ body: (inout ModelJob) -> Void) -> ClaimResult {
    guard holds(claim) else { return .lost }
    body(&jobs[index(claim.id)])
    return .done
  }

  mutating func cancel(_ id: JobID) -> Bool {
    switch jobs[index(id)].state {
    case .waiting, .delayed, .leased:
      jobs[index(id)].state = .removed
      jobs[index(id)].holder = nil
      return true
    case .dead, .completed, .removed: return false
    }
  }

  func dead() -> [ModelJob] {
    jobs.filter { if case .dead = $0.state { true } else { false } }
  }

  mutating func requeueDead() -> Int {
    let dead = dead()
    for job in dead {
      jobs[index(job.id)].state = .waiting
      jobs[index(job.id)].attempts = 0
      jobs[index(job.id)].deliveries = 0
      jobs[index(job.id)].unanswered = 0
    }
    return dead.count
  }

  func counts(_ now: WallTime) -> JobCounts {
    var counts = JobCounts()
    for job in jobs {
      switch job.state {
      case _ where job.isDue(now): counts.waiting += 1
      case .waiting, .removed: break
      case .delayed: counts.delayed += 1
      case .leased: counts.leased += 1
      case .dead: counts.dead += 1
      case .completed: counts.completed += 1
      }
    }
    return counts
  }

  func nextDue(_ now: WallTime) -> WallTime? {
    jobs.compactMap { job -> WallTime? in
      switch job.state {
      case .waiting: now
      case .delayed(let due), .leased(let due): max(due, now)
      case .dead, .completed, .removed: nil
      }
    }.min()
  }
}

extension ModelJob {
  func isSameChapter(_ other: JobSubmission) -> Bool {
    submission.bookSlug == other.bookSlug && submission.chapterIndex == other.chapterIndex
  }
}
