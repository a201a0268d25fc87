package import HeadgateEngine

extension QueueTable {
  func extendLease(of claim: JobClaim, to expiry: WallTime) throws -> ClaimResult {
    try fenced(
      "UPDATE queue_items SET state = 2, rank = ?3 WHERE id = ?1 AND token = ?2", claim,
      .int(expiry.milliseconds))
  }

  func release(_ claim: JobClaim) throws -> ClaimResult {
    try fenced(
      """
      UPDATE queue_items
      SET state = 0, rank = ~priority, token = token + 1, deliveries = deliveries - 1,
        unanswered = unanswered - 1
      WHERE id = ?1 AND token = ?2
      """, claim)
  }

  func saveCheckpoint(_ progress: JobProgress) throws -> ClaimResult {
    let result = try fenced(
      "UPDATE queue_items SET stage = ?3, unanswered = 1 WHERE id = ?1 AND token = ?2",
      progress.claim, .int(progress.checkpoint.stageIndex))
    guard result == .done else { return result }
    try statement(
      """
      INSERT INTO queue_checkpoints (id, stage_name, input) VALUES (?1, ?2, ?3)
      ON CONFLICT (id) DO UPDATE SET stage_name = excluded.stage_name, input = excluded.input
      """
    ).execute([
      .int(progress.claim.id.ordinal), .text(progress.checkpoint.stageName),
      .bytes(progress.checkpoint.input),
    ])
    return .done
  }

  /// Ends a job well; where the claim no longer stands, nothing of its work should be stored.
  package func markComplete(_ claim: JobClaim) throws -> ClaimResult {
    let id = SQLValue.int(claim.id.ordinal)
    let held = try statement(
      """
      SELECT has_long_payload, stage IS NOT NULL, digest IS NOT NULL
      FROM queue_items WHERE id = ?1 AND token = ?2
      """
    ).first([id, .int(claim.fencingToken)]) { row in
      (hasLongPayload: row.int(0) == 1, hasCheckpoint: row.int(1) == 1, isKeyed: row.int(2) == 1)
    }
    guard let held else { return .lost }
    if held.isKeyed {
      // Stays, so that the chapter is remembered.
      try statement(
        """
        UPDATE queue_items
        SET state = 4, rank = 1, token = token + 1, payload = NULL, last_error = NULL
        WHERE id = ?1
        """
      ).execute([id])
    } else {
      try deleteRow(claim.id)
    }
    try deleteAttachments(
      claim.id, hasLongPayload: held.hasLongPayload, hasCheckpoint: held.hasCheckpoint)
    return .done
  }

  func requeueFailed(_ failure: JobFailure, now: WallTime) throws -> FailureResult {
    let id = SQLValue.int(failure.claim.id.ordinal)
    let left = try statement(
      "SELECT max_attempts - attempts FROM queue_items WHERE id = ?1 AND token = ?2"
    ).first([id, .int(failure.claim.fencingToken)]) { $0.int(0) }
    guard let left else { return .lost }
    if failure.isPermanent || left <= 1 {
      try statement(
        """
        UPDATE queue_items
        SET state = 3, rank = ?2, attempts = attempts + 1, unanswered = 0, token = token + 1,
          last_error = ?3, cause = ?4
        WHERE id = ?1
        """
      ).execute([
        id, .int(now.milliseconds), .text(failure.error), .text(failure.deadLetterCause.rawValue),
      ])
      return .deadLetter(failure.deadLetterCause)
    }
    let due = now + failure.delay
    try statement(
      """
      UPDATE queue_items
      SET state = ?4, rank = CASE ?4 WHEN 0 THEN ~priority ELSE ?2 END, attempts = attempts + 1,
        unanswered = 0, token = token + 1, last_error = ?3
      WHERE id = ?1
      """
    ).execute([id, .int(due.milliseconds), .text(failure.error), .int(due <= now ? 0 : 1)])
    return .requeued(due: due)
  }

  private func fenced(
    _ sql: StaticString, _ claim: JobClaim, _ further: SQLValue...
  ) throws -> ClaimResult {
    let fence = [SQLValue.int(claim.id.ordinal), .int(claim.fencingToken)]
    return try statement(sql).execute(fence + further) == 1 ? .done : .lost
  }
}
