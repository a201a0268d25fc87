extension JobLedger {
  /// - Parameter digest: of the payload, where the submission is to be deduplicated.
  mutating func enqueue(_ submission: JobSubmission, digest: String?) -> EnqueueResult {
    guard let digest else {
      return isFull ? .full : .accepted(insert(submission, digest: nil))
    }
    let key = ChapterKey(submission)
    let known = chapters[key]
    if let known {
      let sameText = known.digest == digest
      switch entries[known.id]?.state {
      case nil where !sameText, .dead: break
      default: return .duplicate(of: known.id, sameText: sameText)
      }
    }
    if isFull { return .full }
    if let known, entries[known.id] != nil { remove(known.id) }
    let id = insert(submission, digest: digest)
    chapters[key] = (id, digest)
    return .accepted(id)
  }

  /// Takes a job out and lets its chapter in again.
  mutating func discard(_ id: JobID) {
    guard let entry = entries[id] else { return }
    if entry.digest != nil { chapters[ChapterKey(entry.submission)] = nil }
    remove(id)
  }

  mutating func cancel(_ id: JobID) -> Bool {
    switch entries[id]?.state {
    case nil, .dead: return false
    default:
      discard(id)
      return true
    }
  }
}
