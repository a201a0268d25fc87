/// The books of a queue in memory: a plain value, told the time.
struct JobLedger {
  let capacity: Int?
  let maxDeliveries: Int

  private(set) var entries: [JobID: LedgerEntry] = [:]
  private(set) var completed = 0
  private(set) var lastID: Int64 = 0
  /// Which job stands for a chapter, and the digest of its text. The job is in `entries` until it
  /// completes.
  var chapters: [ChapterKey: (id: JobID, digest: String)] = [:]
  /// Both heaps hold places that are no longer true, and shed them when they reach the top.
  private var waiting = BinaryHeap<QueueOrder>()
  private var timed = BinaryHeap<DueOrder>()
  private var waitingCount = 0
  private var timedCount = 0

  init(capacity: Int?, maxDeliveries: Int) {
    self.capacity = capacity
    self.maxDeliveries = maxDeliveries
  }

  var isFull: Bool { capacity.map { waitingCount >= $0 } ?? false }

  mutating func insert(_ submission: JobSubmission, digest: String?) -> JobID {
    lastID += 1
    let id = JobID(lastID)
    entries[id] = LedgerEntry(submission: submission, digest: digest)
    enter(id)
    return id
  }

  /// Takes a job out for good.
  mutating func remove(_ id: JobID, completed isCompleted: Bool = false) {
    leave(id)
    entries[id] = nil
    if isCompleted { completed += 1 }
  }

  /// Changes a job, and keeps the books in step with its state.
  mutating func update<Value>(_ id: JobID, _ change: (inout LedgerEntry) -> Value) -> Value {
    leave(id)
    let value = change(&entries[id]!)
    enter(id)
    return value
  }

  /// The job that a claim still stands for.
  func holds(_ claim: JobClaim) -> Bool { entries[claim.id]?.token == claim.fencingToken }

  /// The first job in order, which stays.
  mutating func firstWaiting() -> JobID? {
    while let first = waiting.first {
      if entries[first.id]?.state == .waiting { return first.id }
      _ = waiting.removeFirst()
    }
    return nil
  }

  /// The job whose delay or lease runs out first.
  mutating func firstTimed() -> DueOrder? {
    while let first = timed.first {
      if entries[first.id]?.due == first.due { return first }
      _ = timed.removeFirst()
    }
    return nil
  }

  private mutating func enter(_ id: JobID) {
    guard let entry = entries[id] else { return }
    if entry.state == .waiting {
      waitingCount += 1
      waiting.insert(QueueOrder(priority: entry.submission.priority, id: id))
      compactWaiting()
    } else if let due = entry.due {
      timedCount += 1
      timed.insert(DueOrder(due: due, id: id))
      compactTimed()
    }
  }

  private mutating func leave(_ id: JobID) {
    guard let entry = entries[id] else { return }
    if entry.state == .waiting {
      waitingCount -= 1
      if waiting.first?.id == id { _ = waiting.removeFirst() }
    } else if entry.due != nil {
      timedCount -= 1
    }
  }

  /// Heartbeats and completions leave places behind that would otherwise stay until they are due.
  private mutating func compactTimed() {
    guard timed.count > 2 * timedCount + 64 else { return }
    timed.keep { entries[$0.id]?.due == $0.due }
  }

  private mutating func compactWaiting() {
    guard waiting.count > 2 * waitingCount + 64 else { return }
    waiting.keep { entries[$0.id]?.state == .waiting }
  }
}
