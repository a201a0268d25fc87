import HeadgateCore
import HeadgateEngine
import Testing

/// Thousands of random operations by consumers that die, dawdle and hold on to claims long lost, on a
/// clock that jumps, each checked against a model.
package struct QueueWalk {
  private static let maxDeliveries = 3
  /// How many claims its consumers remember.
  private static let remembered = 12
  private let maker: any QueueMaker
  private let time = ManualWallClock()
  private var random: SplitMix64
  private var queue: any JobQueue
  private var model = QueueModel(maxDeliveries: maxDeliveries)
  /// Those handed out of late, standing or not.
  private var claims: [JobClaim] = []

  package init(seed: UInt64, maker: any QueueMaker) async throws {
    random = SplitMix64(seed: seed)
    self.maker = maker
    queue = try await maker.make(
      capacity: nil, maxDeliveries: Self.maxDeliveries, clock: time.clock)
  }

  /// Stops at the first step after which queue and model differ.
  package mutating func run(steps: Int) async throws {
    for step in 0..<steps {
      let (operation, isRight) = try await self.step()
      let counts = try await queue.counts()
      let expected = model.counts(time.now)
      let due = try await queue.nextDue()
      let isSame = isRight && counts == expected && due == model.nextDue(time.now)
      #expect(isSame, "step \(step), \(operation): \(counts) in place of \(expected)")
      guard isSame else { return }
    }
    try await drain()
  }

  private mutating func step() async throws -> (String, Bool) {
    switch random.below(100) {
    case ..<25: ("enqueue", try await enqueue())
    case ..<50: ("dequeue", try await dequeue(limit: 1 + random.below(4)))
    case ..<62: ("complete", try await complete(someClaims()))
    case ..<72: ("fail", try await fail())
    case ..<77: ("release", try await release())
    case ..<83: ("extend", try await extend())
    case ..<89: ("checkpoint", try await saveCheckpoint())
    case ..<91: ("cancel", try await cancel())
    case ..<92: ("dead letters", try await handleDeadLetters())
    case ..<93: ("reopen", try await reopen())
    default: ("clock", jump())
    }
  }

  private mutating func enqueue() async throws -> Bool {
    let deduplicate = random.chance(0.5)
    let submissions = (0...random.below(3)).map { _ in
      JobSubmission(
        bookSlug: random.pick(["a", "b"]), chapterIndex: random.below(20),
        payload: [UInt8](
          repeating: UInt8(random.below(2)), count: random.pick([0, 10, 1_024, 1_025, 9_000])),
        priority: random.below(3), maxAttempts: 1 + random.below(3))
    }
    let results = try await queue.enqueue(submissions, deduplicate: deduplicate)
    return results == submissions.map { model.enqueue($0, deduplicate: deduplicate) }
  }

  private mutating func dequeue(limit: Int) async throws -> Bool {
    let lease = Duration.seconds(1 + random.below(30))
    let expected = model.dequeue(limit: limit, lease: lease, now: time.now)
    let taken = try await queue.dequeue(limit: limit, lease: lease)
    guard taken.map(\.id) == expected else { return false }
    for claim in taken {
      let index = model.index(claim.id)
      let job = model.jobs[index]
      let wanted = JobClaim(
        job: QueuedJob(id: job.id, submission: job.submission), attempt: job.attempts + 1,
        delivery: job.deliveries, fencingToken: claim.fencingToken,
        leaseExpiry: time.now + lease, checkpoint: job.checkpoint)
      guard claim == wanted, claim.fencingToken > job.lastToken else { return false }
      model.jobs[index].holder = claim.fencingToken
      model.jobs[index].lastToken = claim.fencingToken
    }
    claims = Array((claims + taken).suffix(Self.remembered))
    return true
  }

  private mutating func someClaims() -> [JobClaim] {
    claims.isEmpty ? [] : (0...random.below(3)).map { _ in random.pick(claims) }
  }

  private mutating func complete(_ claims: [JobClaim]) async throws -> Bool {
    let results = try await queue.markComplete(claims)
    return results
      == claims.map { claim in
        model.change(claim) { job in
          job.state = .completed
          job.holder = nil
        }
      }
  }

  private mutating func fail() async throws -> Bool {
    let failures = someClaims().map { claim in
      JobFailure(
        claim: claim, error: "e", delay: .seconds(random.pick([0, 0, 5, 50])),
        isPermanent: random.chance(0.1))
    }
    let results = try await queue.requeueFailed(failures)
    return results == failures.map { model.fail($0, now: time.now) }
  }

  private mutating func release() async throws -> Bool {
    let claims = someClaims()
    let results = try await queue.release(claims)
    return results
      == claims.map { claim in
        model.change(claim) { job in
          job.state = .waiting
          job.holder = nil
          job.deliveries -= 1
          job.unanswered -= 1
        }
      }
  }

  private mutating func extend() async throws -> Bool {
    let claims = someClaims()
    let span = Duration.seconds(1 + random.below(60))
    let expiry = time.now + span
    let results = try await queue.extendLeases(of: claims, by: span)
    return results
      == claims.map { claim in
        model.change(claim) { $0.state = .leased(expiry) }
      }
  }

  private mutating func saveCheckpoint() async throws -> Bool {
    let progress = someClaims().map { claim in
      let index = random.below(4)
      return JobProgress(
        claim: claim,
        checkpoint: JobCheckpoint(
          stageIndex: index, stageName: "s\(index)",
          input: [UInt8](repeating: 1, count: random.below(3_000))))
    }
    let results = try await queue.saveCheckpoints(progress)
    return results
      == progress.map { progress in
        model.change(progress.claim) { job in
          job.checkpoint = progress.checkpoint
          job.unanswered = 1
        }
      }
  }

  private mutating func cancel() async throws -> Bool {
    guard !model.jobs.isEmpty else { return true }
    let id = JobID(Int64(1 + random.below(model.jobs.count)))
    return try await queue.cancel(id) == model.cancel(id)
  }

  private mutating func handleDeadLetters() async throws -> Bool {
    let dead = model.dead()
    let letters = try await queue.deadLetters(after: nil, limit: max(1, dead.count))
    guard letters.map(\.id) == dead.map(\.id),
      letters.map(\.attempts) == dead.map(\.attempts),
      letters.map({ ModelJob.State.dead($0.cause) }) == dead.map(\.state)
    else { return false }
    if random.chance(0.3) {
      let ids = dead.prefix(2).map(\.id)
      for id in ids { model.jobs[model.index(id)].state = .removed }
      return try await queue.deleteDeadLetters(ids) == ids.count
    }
    return try await queue.requeueDeadLetters(nil) == model.requeueDead()
  }

  private mutating func reopen() async throws -> Bool {
    let reopened = try await maker.reopened(
      queue, maxDeliveries: Self.maxDeliveries, clock: time.clock)
    if let reopened { queue = reopened }
    return true
  }

  private mutating func jump() -> Bool {
    time.advance(by: .seconds(random.pick([-20, 1, 5, 10, 40])))
    return true
  }

  /// Once its consumers live, every job ends.
  private mutating func drain() async throws {
    time.advance(by: .seconds(3_600))
    var isRight = try await dequeue(limit: Self.remembered)
    while isRight, let last = claims.last, model.holds(last) {
      for claim in claims where model.holds(claim) {
        isRight = try await complete([claim]) && isRight
      }
      isRight = try await dequeue(limit: Self.remembered) && isRight
    }
    #expect(isRight)
    let counts = try await queue.counts()
    #expect(counts == model.counts(time.now))
    #expect(counts.waiting + counts.delayed + counts.leased == 0)
    #expect(counts.completed > 0)
  }
}
