package import HeadgateEngine

/// What a promise is tried on.
package struct QueueStage: Sendable {
  package let maker: any QueueMaker
  package let time = ManualWallClock()

  package init(maker: any QueueMaker) {
    self.maker = maker
  }

  func queue(capacity: Int? = nil, maxDeliveries: Int = 3) async throws -> any JobQueue {
    try await maker.make(capacity: capacity, maxDeliveries: maxDeliveries, clock: time.clock)
  }

  package static let lease = Duration.seconds(30)

  package static func chapter(
    _ index: Int, text: String = "text", priority: Int = 0, maxAttempts: Int = 3
  ) -> JobSubmission {
    JobSubmission(
      bookSlug: "book", chapterIndex: index, text: text, priority: priority,
      maxAttempts: maxAttempts)
  }
}

extension JobQueue {
  /// Submits, and demands to be accepted.
  package func accept(_ submission: JobSubmission, deduplicate: Bool = false) async throws -> JobID
  {
    let result = try await enqueue(submission, deduplicate: deduplicate)
    guard case .accepted(let id) = result else { throw UnexpectedOutcome("\(result)") }
    return id
  }

  /// Claims, and demands to be given a job.
  package func claim(lease: Duration = QueueStage.lease) async throws -> JobClaim {
    guard let claim = try await dequeue(lease: lease) else { throw UnexpectedOutcome("no job") }
    return claim
  }
}

/// An operation did not do what the rest of the test stands on.
struct UnexpectedOutcome: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
