/// The operations on one job.
extension JobQueue {
  public func enqueue(
    _ submission: JobSubmission, deduplicate: Bool = false
  ) async throws(JobQueueError) -> EnqueueResult {
    try await enqueue([submission], deduplicate: deduplicate)[0]
  }

  /// The next job, where there is one.
  public func dequeue(lease: Duration) async throws(JobQueueError) -> JobClaim? {
    try await dequeue(limit: 1, lease: lease).first
  }

  public func markComplete(_ claim: JobClaim) async throws(JobQueueError) -> ClaimResult {
    try await markComplete([claim])[0]
  }

  public func requeueFailed(
    _ claim: JobClaim, error: String, delay: Duration = .zero, isPermanent: Bool = false
  ) async throws(JobQueueError) -> FailureResult {
    try await requeueFailed([
      JobFailure(claim: claim, error: error, delay: delay, isPermanent: isPermanent)
    ])[0]
  }

  public func release(_ claim: JobClaim) async throws(JobQueueError) -> ClaimResult {
    try await release([claim])[0]
  }

  public func saveCheckpoint(
    _ checkpoint: JobCheckpoint, of claim: JobClaim
  ) async throws(JobQueueError) -> ClaimResult {
    try await saveCheckpoints([JobProgress(claim: claim, checkpoint: checkpoint)])[0]
  }
}
