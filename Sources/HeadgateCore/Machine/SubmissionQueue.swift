/// The submission queue: higher priority first, equal priority in submission order (rule Q1), with
/// ageing on request (rule Q4).
///
/// One level a priority. New jobs come in ordinal order, so a level's new jobs stand in a ring.
/// Whoever comes back after an attempt was dispatched before all that still wait in the ring, so it
/// is older than they are: returned jobs stand in a small heap by ordinal, served first.
package struct SubmissionQueue {
  private struct Level {
    var priority: Int
    var fresh: IndexRing
    /// A binary heap of ids by ordinal.
    var returned: [Int32]
    var isEmpty: Bool { fresh.isEmpty && returned.isEmpty }
  }

  /// Highest priority first.
  private var levels: [Level] = []
  package private(set) var count = 0
  private let aging: Nanoseconds?

  package init(aging: Nanoseconds?) {
    self.aging = aging
  }

  package func deallocate() {
    for level in levels { level.fresh.deallocate() }
  }

  @inline(__always) package var isEmpty: Bool { count == 0 }

  /// Adds a job that has not waited here before.
  package mutating func append(_ id: Int32, jobs: UnsafeMutablePointer<Job>) {
    let level = levelIndex(Int(jobs[Int(id)].priority))
    levels[level].fresh.append(id)
    count &+= 1
  }

  /// Adds a job that comes back: it keeps its priority and its ordinal.
  package mutating func putBack(_ id: Int32, jobs: UnsafeMutablePointer<Job>) {
    let level = levelIndex(Int(jobs[Int(id)].priority))
    levels[level].returned.append(id)
    var child = levels[level].returned.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard ordinal(level, child, jobs) < ordinal(level, parent, jobs) else { break }
      levels[level].returned.swapAt(child, parent)
      child = parent
    }
    count &+= 1
  }

  /// The job whose turn it is; only where the queue is not empty.
  package func first(at now: Nanoseconds, jobs: UnsafeMutablePointer<Job>) -> Int32 {
    head(of: firstLevel(at: now, jobs: jobs))
  }

  /// Takes out the job whose turn it is.
  package mutating func removeFirst(at now: Nanoseconds, jobs: UnsafeMutablePointer<Job>) -> Int32 {
    let level = firstLevel(at: now, jobs: jobs)
    count &-= 1
    if levels[level].returned.isEmpty { return levels[level].fresh.removeFirst() }
    return popReturned(level, jobs)
  }

  /// The lowest-priority, youngest waiting job: the one that `shed` gives up (rule Q2).
  package func victim(jobs: UnsafeMutablePointer<Job>) -> Int32? {
    guard let level = levels.last(where: { !$0.isEmpty }) else { return nil }
    if !level.fresh.isEmpty { return level.fresh.last }
    return level.returned.max { jobs[Int($0)].ordinal < jobs[Int($1)].ordinal }
  }

  /// Takes out the job that `victim` names.
  package mutating func removeVictim(jobs: UnsafeMutablePointer<Job>) -> Int32 {
    let level = levels.lastIndex { !$0.isEmpty }!
    count &-= 1
    if !levels[level].fresh.isEmpty { return levels[level].fresh.removeLast() }
    let id = victimAmongReturned(level, jobs)
    rebuildReturned(level, without: id, jobs)
    return id
  }

  /// Takes out one job wherever it stands. O(count).
  package mutating func remove(_ id: Int32, jobs: UnsafeMutablePointer<Job>) {
    let level = levelIndex(Int(jobs[Int(id)].priority))
    count &-= 1
    if levels[level].returned.contains(id) {
      rebuildReturned(level, without: id, jobs)
    } else {
      levels[level].fresh.remove(id)
    }
  }

  /// Every waiting job with its turn's key, for invariant checks.
  package func forEach(_ body: (Int32) -> Void) {
    for level in levels {
      for id in level.returned { body(id) }
      for position in 0..<level.fresh.count { body(level.fresh[position]) }
    }
  }

  /// Whether each level is in order: the ring by ordinal, behind all that came back.
  package func isOrdered(jobs: UnsafeMutablePointer<Job>) -> Bool {
    for level in levels {
      var previous = level.returned.map { jobs[Int($0)].ordinal }.max()
      for position in 0..<level.fresh.count {
        let next = jobs[Int(level.fresh[position])].ordinal
        if let previous, previous >= next { return false }
        previous = next
      }
    }
    return true
  }

  // MARK: Levels

  private mutating func levelIndex(_ priority: Int) -> Int {
    for i in levels.indices {
      if levels[i].priority == priority { return i }
      if levels[i].priority < priority {
        levels.insert(Level(priority: priority, fresh: IndexRing(), returned: []), at: i)
        return i
      }
    }
    levels.append(Level(priority: priority, fresh: IndexRing(), returned: []))
    return levels.count - 1
  }

  private func head(of level: Int) -> Int32 {
    levels[level].returned.first ?? levels[level].fresh.first
  }

  private func firstLevel(at now: Nanoseconds, jobs: UnsafeMutablePointer<Job>) -> Int {
    guard let aging else { return levels.firstIndex { !$0.isEmpty }! }
    var best = -1
    var bestPriority = 0
    var bestOrdinal: UInt64 = 0
    for i in levels.indices where !levels[i].isEmpty {
      let job = jobs + Int(head(of: i))
      // A returned job's wait counts from its acceptance, so that a level stays in ordinal order.
      let effective = levels[i].priority + Int((now &- job.pointee.accepted) / aging)
      let ordinal = job.pointee.ordinal
      if best < 0 || effective > bestPriority
        || (effective == bestPriority && ordinal < bestOrdinal)
      {
        (best, bestPriority, bestOrdinal) = (i, effective, ordinal)
      }
    }
    return best
  }

  // MARK: Returned jobs

  private func ordinal(_ level: Int, _ position: Int, _ jobs: UnsafeMutablePointer<Job>) -> UInt64 {
    jobs[Int(levels[level].returned[position])].ordinal
  }

  private func victimAmongReturned(_ level: Int, _ jobs: UnsafeMutablePointer<Job>) -> Int32 {
    levels[level].returned.max { jobs[Int($0)].ordinal < jobs[Int($1)].ordinal }!
  }

  private mutating func rebuildReturned(
    _ level: Int, without id: Int32, _ jobs: UnsafeMutablePointer<Job>
  ) {
    // A list in ascending order is a heap.
    levels[level].returned = levels[level].returned.filter { $0 != id }
      .sorted { jobs[Int($0)].ordinal < jobs[Int($1)].ordinal }
  }

  private mutating func popReturned(_ level: Int, _ jobs: UnsafeMutablePointer<Job>) -> Int32 {
    let id = levels[level].returned[0]
    let moved = levels[level].returned.removeLast()
    let count = levels[level].returned.count
    guard count > 0 else { return id }
    levels[level].returned[0] = moved
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= count { break }
      if child + 1 < count, ordinal(level, child + 1, jobs) < ordinal(level, child, jobs) {
        child += 1
      }
      guard ordinal(level, child, jobs) < ordinal(level, parent, jobs) else { break }
      levels[level].returned.swapAt(child, parent)
      parent = child
    }
    return id
  }
}
