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
    let fence = [SQLValue.int(claim.id.ordinal), .int(claim.fencingToken)]
    // A job whose chapter is to be remembered, and the last row, stay behind emptied.
    let attached =
      try statement(
        """
        DELETE FROM queue_items
        WHERE id = ?1 AND token = ?2 AND digest IS NULL
          AND id < (SELECT max(id) FROM queue_items)
        RETURNING has_long_payload, stage IS NOT NULL
        """
      ).first(fence, Self.attachments)
      ?? statement(
        """
        UPDATE queue_items
        SET state = 4, rank = 0, token = token + 1, payload = NULL, last_error = NULL
        WHERE id = ?1 AND token = ?2
        RETURNING has_long_payload, stage IS NOT NULL
        """
      ).first(fence, Self.attachments)
    guard let attached else { return .lost }
    try deleteAttachments(
      claim.id, hasLongPayload: attached.payload, hasCheckpoint: attached.checkpoint)
    return .done
  }

  private static func attachments(_ row: SQLRow) -> (payload: Bool, checkpoint: Bool) {
    (row.int(0) == 1, row.int(1) == 1)
  }

  func requeueFailed(_ failure: JobFailure, now: WallTime) throws -> FailureResult {
    let due = now + failure.delay
    let state = try statement(
      """
      UPDATE queue_items SET
        state = CASE WHEN ?4 OR attempts + 1 >= max_attempts THEN 3 WHEN ?5 <= ?6 THEN 0 ELSE 1 END,
        rank = CASE WHEN ?4 OR attempts + 1 >= max_attempts THEN ?6
          WHEN ?5 <= ?6 THEN ~priority ELSE ?5 END,
        cause = CASE WHEN ?4 OR attempts + 1 >= max_attempts THEN ?7 END,
        attempts = attempts + 1, unanswered = 0, token = token + 1, last_error = ?3
      WHERE id = ?1 AND token = ?2
      RETURNING state
      """
    ).first([
      .int(failure.claim.id.ordinal), .int(failure.claim.fencingToken), .text(failure.error),
      .int(failure.isPermanent ? 1 : 0), .int(due.milliseconds), .int(now.milliseconds),
      .text(failure.deadLetterCause.rawValue),
    ]) { $0.int(0) }
    guard let state else { return .lost }
    return state == 3 ? .deadLetter(failure.deadLetterCause) : .requeued(due: due)
  }

  private func fenced(
    _ sql: StaticString, _ claim: JobClaim, _ further: SQLValue...
  ) throws -> ClaimResult {
    let fence = [SQLValue.int(claim.id.ordinal), .int(claim.fencingToken)]
    return try statement(sql).execute(fence + further) == 1 ? .done : .lost
  }
}
