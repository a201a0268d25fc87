import HeadgateCore
import Testing

@Suite("The submission queue against a naive one (rules Q1, Q2, Q4)")
struct SubmissionQueueTests {
  /// The same queue as a list that is searched each time.
  private struct NaiveQueue {
    struct Entry {
      var id: Int32
      var ordinal: UInt64
      var priority: Int
      var accepted: Nanoseconds
    }

    var entries: [Entry] = []
    var aging: Nanoseconds?

    func first(at now: Nanoseconds) -> Int32? {
      func effective(_ entry: Entry) -> Int {
        entry.priority + (aging.map { Int((now - entry.accepted) / $0) } ?? 0)
      }
      return entries.max {
        let (a, b) = (effective($0), effective($1))
        return a != b ? a < b : $0.ordinal > $1.ordinal
      }?.id
    }

    var victim: Int32? {
      entries.min {
        $0.priority != $1.priority ? $0.priority < $1.priority : $0.ordinal > $1.ordinal
      }?.id
    }

    mutating func remove(_ id: Int32) -> Entry {
      entries.remove(at: entries.firstIndex { $0.id == id }!)
    }
  }

  #if DEBUG
    private static let operations = 4_000
  #else
    private static let operations = 40_000
  #endif

  @Test(
    "Under random operations it gives the same jobs in the same order",
    arguments: [(nil, UInt64(1)), (nil, 2), (10, 3), (3, 4)] as [(Nanoseconds?, UInt64)])
  func randomOperations(aging: Nanoseconds?, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var pool = JobPool()
    var queue = SubmissionQueue(aging: aging)
    defer {
      queue.deallocate()
      pool.deallocate()
    }
    var naive = NaiveQueue(aging: aging)
    var away: [NaiveQueue.Entry] = []
    var ordinal: UInt64 = 0
    var now: Nanoseconds = 0
    for step in 0..<Self.operations {
      now += Nanoseconds(random.below(4))
      switch random.below(10) {
      case ..<4:
        let id = pool.take()
        let entry = NaiveQueue.Entry(
          id: id, ordinal: ordinal, priority: random.below(4) - 1, accepted: now)
        fill(pool.jobs + Int(id), entry)
        ordinal += 1
        queue.append(id, jobs: pool.jobs)
        naive.entries.append(entry)
      case 4..<6 where !away.isEmpty:
        let entry = away.remove(at: random.below(away.count))
        queue.putBack(entry.id, jobs: pool.jobs)
        naive.entries.append(entry)
      case 6..<9 where !naive.entries.isEmpty:
        let id = queue.removeFirst(at: now, jobs: pool.jobs)
        // Whoever has been dispatched may come back, or not.
        let entry = naive.remove(id)
        if random.chance(0.6) { away.append(entry) } else { pool.giveBack(id) }
      case 9 where !naive.entries.isEmpty:
        let id: Int32
        if random.chance(0.5) {
          id = queue.removeVictim(jobs: pool.jobs)
        } else {
          id = random.pick(naive.entries).id
          queue.remove(id, jobs: pool.jobs)
        }
        _ = naive.remove(id)
        pool.giveBack(id)
      default: break
      }
      guard
        queue.count == naive.entries.count, queue.isOrdered(jobs: pool.jobs),
        queue.isEmpty || queue.first(at: now, jobs: pool.jobs) == naive.first(at: now),
        queue.victim(jobs: pool.jobs) == naive.victim
      else {
        Issue.record("seed \(seed) differs after step \(step)")
        return
      }
    }
  }

  private func fill(_ job: UnsafeMutablePointer<Job>, _ entry: NaiveQueue.Entry) {
    job.pointee.ordinal = entry.ordinal
    job.pointee.priority = Int16(entry.priority)
    job.pointee.accepted = entry.accepted
  }
}
