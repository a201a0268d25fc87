internal import HeadgateEngine

extension QueueTable {
  func counts(_ now: WallTime) throws -> JobCounts {
    var counts = JobCounts()
    var present = 0
    try statement(
      """
      SELECT state, count(*), sum(rank <= ?1) FROM queue_items WHERE state < 4 GROUP BY state
      """
    ).query([.int(now.milliseconds)]) { row in
      let (all, due) = (row.int(1), row.int(2))
      present += all
      switch row.int(0) {
      case 0: counts.waiting += all
      case 3: counts.dead += all
      case let state:
        counts.waiting += due
        if state == 1 { counts.delayed = all - due } else { counts.leased = all - due }
      }
    }
    let ended = try statement(
      "SELECT (SELECT coalesce(max(id), 0) FROM queue_items) - removed FROM queue_totals"
    ).first { $0.int(0) }
    counts.completed = (ended ?? 0) - present
    return counts
  }

  func nextDue(_ now: WallTime) throws -> WallTime? {
    let due = try statement(
      """
      SELECT CASE WHEN EXISTS (SELECT 1 FROM queue_items WHERE state = 0) THEN ?1 ELSE (
        SELECT min(rank) FROM (
          SELECT min(rank) AS rank FROM queue_items WHERE state = 1
          UNION ALL SELECT min(rank) FROM queue_items WHERE state = 2)) END
      """
    ).first([.int(now.milliseconds)]) { row in
      row.isNull(0) ? nil : max(WallTime(milliseconds: row.int64(0)), now)
    }
    return due ?? nil
  }
}
