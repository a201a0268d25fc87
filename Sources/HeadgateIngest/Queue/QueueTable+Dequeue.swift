internal import HeadgateEngine

extension QueueTable {
  func dequeue(
    limit: Int, leaseExpiry: WallTime, maxDeliveries: Int, now: WallTime
  ) throws -> [JobClaim] {
    try settle(maxDeliveries: maxDeliveries, now: now)
    // Read, then changed one by one, under the transaction's lock: UPDATE … RETURNING over a
    // selection builds two tables for itself on the way, which costs more than the claim.
    var claims: [JobClaim] = []
    var long: [Int] = []
    try statement(
      """
      SELECT id, priority, max_attempts, attempts, deliveries, token, stage, has_long_payload,
        book_slug, chapter_index, payload
      FROM queue_items WHERE state = 0 ORDER BY rank, id LIMIT ?1
      """
    ).query([.int(limit)]) { row in
      if row.int(7) == 1 { long.append(claims.count) }
      claims.append(Self.claim(row, leaseExpiry))
    }
    let take = try statement(
      """
      UPDATE queue_items
      SET state = 2, rank = ?2, token = token + 1, deliveries = deliveries + 1,
        unanswered = unanswered + 1
      WHERE id = ?1
      """)
    for claim in claims {
      try take.execute([.int(claim.id.ordinal), .int(leaseExpiry.milliseconds)])
    }
    for index in long { try readPayload(&claims[index]) }
    for index in claims.indices where claims[index].checkpoint != nil {
      try readCheckpoint(&claims[index])
    }
    return claims
  }

  private static func claim(_ row: SQLRow, _ leaseExpiry: WallTime) -> JobClaim {
    let submission = JobSubmission(
      bookSlug: row.text(8), chapterIndex: row.int(9), payload: row.bytes(10),
      priority: row.int(1), maxAttempts: row.int(2))
    let checkpoint =
      row.isNull(6) ? nil : JobCheckpoint(stageIndex: row.int(6), stageName: "", input: [])
    return JobClaim(
      job: QueuedJob(id: JobID(row.int64(0)), submission: submission), attempt: row.int(3) + 1,
      delivery: row.int(4) + 1, fencingToken: row.int64(5) + 1, leaseExpiry: leaseExpiry,
      checkpoint: checkpoint)
  }

  private func readPayload(_ claim: inout JobClaim) throws {
    let payload = try statement("SELECT payload FROM queue_payloads WHERE id = ?1")
      .first([.int(claim.id.ordinal)]) { $0.bytes(0) }
    claim.job.submission.payload = payload ?? []
  }

  private func readCheckpoint(_ claim: inout JobClaim) throws {
    try statement("SELECT stage_name, input FROM queue_checkpoints WHERE id = ?1")
      .query([.int(claim.id.ordinal)]) { row in
        claim.checkpoint?.stageName = row.text(0)
        claim.checkpoint?.input = row.bytes(1)
      }
  }

  /// Lets those wait whose delay or lease is over, and buries those that kill their consumers.
  private func settle(maxDeliveries: Int, now: WallTime) throws {
    let time = SQLValue.int(now.milliseconds)
    let isAnyDue = try statement(
      """
      SELECT EXISTS (SELECT 1 FROM queue_items WHERE state = 1 AND rank <= ?1)
        OR EXISTS (SELECT 1 FROM queue_items WHERE state = 2 AND rank <= ?1)
      """
    ).first([time]) { $0.int(0) == 1 }
    guard isAnyDue == true else { return }
    try bury(maxDeliveries: maxDeliveries, now: now)
    try statement(
      """
      UPDATE queue_items SET state = 0, rank = ~priority WHERE state IN (1, 2) AND rank <= ?1
      """
    ).execute([time])
  }

  private func bury(maxDeliveries: Int, now: WallTime) throws {
    var doomed: [(id: Int64, error: String)] = []
    try statement(
      """
      SELECT id, unanswered, last_error FROM queue_items
      WHERE state = 2 AND rank <= ?1 AND unanswered >= ?2
      """
    ).query([.int(now.milliseconds), .int(maxDeliveries)]) { row in
      let error = DeadLetter.unansweredError(
        deliveries: row.int(1), lastError: row.optionalText(2))
      doomed.append((row.int64(0), error))
    }
    for job in doomed {
      try statement(
        """
        UPDATE queue_items
        SET state = 3, rank = ?2, token = token + 1, cause = ?3, last_error = ?4 WHERE id = ?1
        """
      ).execute([
        .int(job.id), .int(now.milliseconds), .text(DeadLetterCause.deliveriesUsedUp.rawValue),
        .text(job.error),
      ])
    }
  }
}
