internal import HeadgateEngine

/// The operations of a queue within a transaction that someone else opens and commits.
package struct QueueTable {
  let connection: DatabaseConnection

  package init(_ connection: DatabaseConnection) {
    self.connection = connection
  }

  /// Payloads up to so many bytes are kept in the job's own row.
  static let longestInlinePayload = 1_024

  func statement(_ sql: StaticString) throws -> PreparedStatement {
    try connection.statement(sql)
  }

  /// Drops what is kept beside a job's row.
  func deleteAttachments(_ id: JobID, hasLongPayload: Bool, hasCheckpoint: Bool) throws {
    if hasLongPayload {
      try statement("DELETE FROM queue_payloads WHERE id = ?1").execute([.int(id.ordinal)])
    }
    if hasCheckpoint {
      try statement("DELETE FROM queue_checkpoints WHERE id = ?1").execute([.int(id.ordinal)])
    }
  }

  /// Takes a job out that has not completed, and lets its chapter in again.
  func remove(_ id: JobID) throws {
    try deleteAttachments(id, hasLongPayload: true, hasCheckpoint: true)
    try deleteRow(id)
    try statement("UPDATE queue_totals SET removed = removed + 1").execute()
  }

  /// Deletes a job's row; but the last row, which keeps ids from being given twice, is only emptied,
  /// and those emptied before it go.
  func deleteRow(_ id: JobID) throws {
    let key = [SQLValue.int(id.ordinal)]
    let deleted = try statement(
      "DELETE FROM queue_items WHERE id = ?1 AND id < (SELECT max(id) FROM queue_items)"
    ).execute(key)
    guard deleted == 0 else { return }
    try statement("DELETE FROM queue_items WHERE state = 4 AND rank = 0 AND id < ?1").execute(key)
    try statement(
      """
      UPDATE queue_items SET state = 4, rank = 0, token = token + 1, digest = NULL, payload = NULL
      WHERE id = ?1
      """
    ).execute(key)
  }
}
