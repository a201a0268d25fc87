public import HeadgateEngine

extension SQLiteJobQueue {
  /// Lets all leases run out at once, for whoever knows that nobody holds one any more: what dead
  /// consumers held is handed out again without a wait. A consumer that lives after all finds its
  /// claims lost where another was handed them.
  ///
  /// - Returns: how many leases ran.
  @discardableResult
  public func endLeases() async throws(JobQueueError) -> Int {
    let clock = clock
    return try await database.write { try QueueTable($0).endLeases(now: clock.now) }
  }

  /// The jobs that have not ended, dead letters left out.
  package func unfinished() async throws(JobQueueError) -> Set<JobID> {
    Set(try await database.read { try QueueTable($0).unfinished() })
  }
}
