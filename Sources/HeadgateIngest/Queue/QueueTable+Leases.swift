internal import HeadgateEngine

extension QueueTable {
  /// Lets all leases run out now.
  func endLeases(now: WallTime) throws -> Int {
    try statement("UPDATE queue_items SET rank = ?1 WHERE state = 2 AND rank > ?1")
      .execute([.int(now.milliseconds)])
  }

  /// The jobs that have not ended.
  func unfinished() throws -> [JobID] {
    var ids: [JobID] = []
    try statement("SELECT id FROM queue_items WHERE state < 3").query([]) { row in
      ids.append(JobID(row.int64(0)))
    }
    return ids
  }
}
