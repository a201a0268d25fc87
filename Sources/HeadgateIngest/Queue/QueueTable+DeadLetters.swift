internal import HeadgateEngine

extension QueueTable {
  func deadLetters(after id: JobID?, limit: Int) throws -> [DeadLetter] {
    var letters: [DeadLetter] = []
    try statement(
      """
      SELECT id, book_slug, chapter_index, priority, attempts, deliveries, stage, cause, last_error,
        rank
      FROM queue_items WHERE state = 3 AND id > ?1 ORDER BY id LIMIT ?2
      """
    ).query([.int(id?.ordinal ?? 0), .int(limit)]) { row in
      guard let cause = DeadLetterCause(rawValue: row.text(7)) else {
        throw JobQueueError(
          code: .corrupt, message: "job \(row.int64(0)) died of an unknown cause: \(row.text(7))")
      }
      letters.append(
        DeadLetter(
          id: JobID(row.int64(0)), bookSlug: row.text(1), chapterIndex: row.int(2),
          priority: row.int(3), attempts: row.int(4), deliveries: row.int(5),
          stageIndex: row.int(6), cause: cause, error: row.text(8),
          died: WallTime(milliseconds: row.int64(9))))
    }
    return letters
  }

  func requeueDeadLetters(_ ids: [JobID]?) throws -> Int {
    let dead = try deadIDs(ids)
    for id in dead {
      try statement(
        """
        UPDATE queue_items
        SET state = 0, rank = ~priority, attempts = 0, deliveries = 0, unanswered = 0, cause = NULL,
          last_error = NULL
        WHERE id = ?1
        """
      ).execute([.int(id.ordinal)])
    }
    return dead.count
  }

  func deleteDeadLetters(_ ids: [JobID]?) throws -> Int {
    let dead = try deadIDs(ids)
    for id in dead { try remove(id) }
    return dead.count
  }

  private func deadIDs(_ ids: [JobID]?) throws -> Set<JobID> {
    var dead: Set<JobID> = []
    if let ids {
      let isDead = try statement("SELECT 1 FROM queue_items WHERE id = ?1 AND state = 3")
      for id in ids {
        try isDead.query([.int(id.ordinal)]) { _ in dead.insert(id) }
      }
    } else {
      try statement("SELECT id FROM queue_items WHERE state = 3")
        .query { dead.insert(JobID($0.int64(0))) }
    }
    return dead
  }
}
