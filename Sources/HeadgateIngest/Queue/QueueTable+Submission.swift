internal import HeadgateEngine

extension QueueTable {
  /// - Parameters:
  ///   - digests: of the payloads, where the submissions are to be deduplicated.
  ///   - capacity: at most so many jobs that wait; nil for no bound.
  func enqueue(
    _ submissions: [JobSubmission], digests: [String]?, capacity: Int?
  ) throws -> [EnqueueResult] {
    var room = try capacity.map { try $0 - waiting(upTo: $0) }
    return try submissions.indices.map { index in
      let submission = submissions[index]
      let digest = digests?[index]
      let known = try digest.flatMap { _ in try job(of: submission) }
      if let known, let digest, known.blocks(digest) {
        return .duplicate(of: known.id, sameText: known.digest == digest)
      }
      if let free = room {
        guard free > 0 else { return .full }
        room = free - 1
      }
      if let known { try replace(known) }
      return .accepted(try insert(submission, digest: digest))
    }
  }

  private func waiting(upTo limit: Int) throws -> Int {
    try statement(
      """
      SELECT count(*) FROM (SELECT 1 FROM queue_items WHERE state = 0 LIMIT ?1)
      """
    ).first([.int(limit)]) { $0.int(0) } ?? 0
  }

  private func job(of submission: JobSubmission) throws -> StandingJob? {
    try statement(
      """
      SELECT id, state, digest FROM queue_items
      WHERE book_slug = ?1 AND chapter_index = ?2 AND digest IS NOT NULL
      """
    ).first([.text(submission.bookSlug), .int(submission.chapterIndex)]) { row in
      StandingJob(id: JobID(row.int64(0)), state: row.int(1), digest: row.text(2))
    }
  }

  private func replace(_ job: StandingJob) throws {
    guard !job.isDead else { return try remove(job.id) }
    // Completed: nothing is left of it but the digest.
    try deleteRow(job.id)
  }

  private func insert(_ submission: JobSubmission, digest: String?) throws -> JobID {
    let isLong = submission.payload.count > Self.longestInlinePayload
    try statement(
      """
      INSERT INTO queue_items (
        state, rank, priority, max_attempts, has_long_payload, book_slug, chapter_index, digest,
        payload)
      VALUES (0, ~?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """
    ).execute([
      .int(submission.priority), .int(submission.maxAttempts), .int(isLong ? 1 : 0),
      .text(submission.bookSlug), .int(submission.chapterIndex), .optional(digest),
      isLong ? .null : .bytes(submission.payload),
    ])
    let id = connection.lastInsertedID
    if isLong {
      try statement("INSERT INTO queue_payloads (id, payload) VALUES (?1, ?2)")
        .execute([.int(id), .bytes(submission.payload)])
    }
    return JobID(id)
  }

  func cancel(_ id: JobID) throws -> Bool {
    let isThere = try statement(
      "SELECT 1 FROM queue_items WHERE id = ?1 AND state BETWEEN 0 AND 2"
    ).first([.int(id.ordinal)]) { _ in true }
    guard isThere == true else { return false }
    try remove(id)
    return true
  }
}
