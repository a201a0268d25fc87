package import HeadgateCore

/// What an event is.
package enum EventKind: UInt8, Sendable {
  /// A worker's batch ends; the id is the worker.
  case batchEnd
  /// The next arrival of an open workload; the id is the workload.
  case arrival
  /// A closed client submits; the id is the client among all workloads' clients.
  case client
  /// A job's retry delay or lease is over; the id is the job.
  case job
  /// A timer of the pipeline, of a stage or of a worker; the id is the timer's kind above
  /// what it is for.
  case timer
  /// A fault of workers or their leases begins or ends; the id is twice the fault's position, plus 1 at its end.
  case fault
  /// An event that was called off.
  case nothing
}

/// The events to come, earliest first, equal times in the order in which they were scheduled
/// (rule T2).
///
/// Up to `mostFlat` events stand in no order, and the earliest is found by a scan without branches:
/// nearly every pipeline has a few dozen workers, one event each, and mispredicted comparisons are
/// what an event list spends its time on. With more they are a 4-ary heap. Either way the place of
/// the event that was taken last stays open for the next one: nearly every event has a successor.
package struct Calendar: ~Copyable {
  /// Time above key in one number, so that one branchless comparison orders two entries.
  package struct Entry {
    private var word: UInt128

    @inline(__always)
    init(time: Nanoseconds, key: UInt64) {
      word = UInt128(UInt64(bitPattern: time)) &<< 64 | UInt128(key)
    }

    @inline(__always)
    package var time: Nanoseconds { Nanoseconds(truncatingIfNeeded: word &>> 64) }
    /// The order of scheduling, above the event's kind and id.
    @inline(__always)
    package var key: UInt64 { UInt64(truncatingIfNeeded: word) }

    /// Later than every event.
    static let never = Entry(time: .never, key: .max)

    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool { a.word < b.word }
  }

  static let idBits: UInt64 = 25
  private static let payloadBits: UInt64 = 28
  package static let mostOrders: UInt64 = 1 << (64 - payloadBits)

  private static let mostFlat = 32
  private static let leastHeap = 16

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity = 1024
  private var count = 0
  private var nextOrder: UInt64 = 0
  private var isFlat = true
  /// The place of the event that was taken last, while it is open; −1 otherwise. 0 in a heap.
  private var open = -1

  /// - Parameter firstOrder: Where the count of events begins; tests have it run over soon.
  package init(firstOrder: UInt64 = 0) {
    precondition(firstOrder < Self.mostOrders, "orders run up to 2³⁶")
    nextOrder = firstOrder
    entries = .allocate(capacity: capacity)
    entries.initialize(repeating: .never, count: capacity)
  }

  deinit { entries.deallocate() }

  /// Events that are still to come.
  package var pending: Int { open >= 0 ? count - 1 : count }

  /// Schedules an event.
  @inline(__always)
  package mutating func schedule(_ kind: EventKind, id: Int, at time: Nanoseconds) {
    if nextOrder == Self.mostOrders { renumber() }
    let key =
      nextOrder &<< Self.payloadBits | UInt64(kind.rawValue) &<< Self.idBits
      | UInt64(truncatingIfNeeded: id)
    nextOrder &+= 1
    let entry = Entry(time: time, key: key)
    guard isFlat else {
      addToHeap(entry)
      return
    }
    if open >= 0 {
      entries[open] = entry
      open = -1
    } else {
      entries[count] = entry
      count &+= 1
      if count > Self.mostFlat { makeHeap() }
    }
  }

  /// Takes the earliest event.
  @inline(__always)
  package mutating func next() -> Entry? {
    guard isFlat else { return nextInHeap() }
    if open >= 0 {
      count &-= 1
      entries[open] = entries[count]
      // Behind the last one stand entries that never come, so that the scan takes 16 at a time.
      entries[count] = .never
    }
    guard count > 0 else {
      open = -1
      return nil
    }
    open = earliest()
    return entries[open]
  }

  /// The place of the earliest of the unordered entries.
  @inline(__always)
  private func earliest() -> Int {
    let place = Self.earliest(of: entries)
    if count <= 16 { return place }
    let other = 16 &+ Self.earliest(of: entries + 16)
    return entries[other] < entries[place] ? other : place
  }

  /// The place of the earliest of 16 entries, as a knock-out without loop or branch: the compiler
  /// turns selections into branches where it sees a loop around them.
  @inline(never)
  private static func earliest(of entries: UnsafeMutablePointer<Entry>) -> Int {
    @inline(__always)
    func first(_ a: (Entry, Int), _ b: (Entry, Int)) -> (Entry, Int) {
      let isLater = b.0 < a.0
      return (isLater ? b.0 : a.0, isLater ? b.1 : a.1)
    }
    @inline(__always)
    func four(_ i: Int) -> (Entry, Int) {
      first(
        first((entries[i], i), (entries[i &+ 1], i &+ 1)),
        first((entries[i &+ 2], i &+ 2), (entries[i &+ 3], i &+ 3)))
    }
    return first(first(four(0), four(4)), first(four(8), four(12))).1
  }

  /// Calls off the event of `kind` and `id`: it keeps its turn, and nothing happens then. O(pending).
  package mutating func callOff(_ kind: EventKind, id: Int) {
    let payload = UInt64(kind.rawValue) << Self.idBits | UInt64(id)
    let mask: UInt64 = 1 << Self.payloadBits - 1
    for i in 0..<count where i != open && entries[i].key & mask == payload {
      entries[i] = Entry(
        time: entries[i].time,
        key: entries[i].key & ~mask | UInt64(EventKind.nothing.rawValue) << Self.idBits)
    }
  }

  // MARK: As a heap

  @inline(never)
  private mutating func makeHeap() {
    isFlat = false
    let all = (0..<count).map { entries[$0] }
    count = 0
    for entry in all {
      count &+= 1
      rise(entry)
    }
  }

  @inline(never)
  private mutating func addToHeap(_ entry: Entry) {
    if open == 0 {
      open = -1
      sink(entry)
    } else {
      if count == capacity { grow() }
      count &+= 1
      rise(entry)
    }
  }

  @inline(never)
  private mutating func nextInHeap() -> Entry? {
    if open == 0 {
      count &-= 1
      let last = entries[count]
      entries[count] = .never
      sink(last)
    }
    open = 0
    if count < Self.leastHeap { isFlat = true }
    return entries[0]
  }

  @inline(__always)
  package static func kind(_ key: UInt64) -> EventKind {
    unsafeBitCast(UInt8(truncatingIfNeeded: (key &>> idBits) & 7), to: EventKind.self)
  }

  @inline(__always)
  package static func id(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: key & (1 &<< idBits &- 1))
  }

  @inline(__always)
  private func rise(_ entry: Entry) {
    var hole = count &- 1
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      guard entry < entries[parent] else { break }
      entries[hole] = entries[parent]
      hole = parent
    }
    entries[hole] = entry
  }

  /// Lets `entry` sink from the root, whose place is open.
  @inline(__always)
  private func sink(_ entry: Entry) {
    var hole = 0
    var first = 1
    // Four children at a time without branches; the last ones, fewer, one by one.
    while first &+ 4 <= count {
      let a = entries[first &+ 1] < entries[first] ? first &+ 1 : first
      let b = entries[first &+ 3] < entries[first &+ 2] ? first &+ 3 : first &+ 2
      let least = entries[b] < entries[a] ? b : a
      guard entries[least] < entry else {
        entries[hole] = entry
        return
      }
      entries[hole] = entries[least]
      hole = least
      first = hole &* 4 &+ 1
    }
    sinkAmongLast(entry, hole, first)
  }

  @inline(__always)
  private func sinkAmongLast(_ entry: Entry, _ start: Int, _ first: Int) {
    var hole = start
    if first < count {
      var least = first
      var child = first &+ 1
      while child < count {
        least = entries[child] < entries[least] ? child : least
        child &+= 1
      }
      if entries[least] < entry {
        entries[hole] = entries[least]
        hole = least
      }
    }
    entries[hole] = entry
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    larger.initialize(repeating: .never, count: capacity * 2)
    larger.update(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  /// Counts the orders from 0 again, after 6.9 × 10¹⁰ events.
  @inline(never)
  private mutating func renumber() {
    // Entries in ascending order are a heap too.
    let sorted = (0..<count).filter { $0 != open }.map { entries[$0] }.sorted { $0 < $1 }
    let first = open >= 0 ? 1 : 0
    if open >= 0 {
      entries[0] = entries[open]
      open = 0
    }
    let payload = (1 as UInt64) << Self.payloadBits - 1
    for (i, entry) in sorted.enumerated() {
      entries[first + i] = Entry(
        time: entry.time, key: UInt64(i) << Self.payloadBits | entry.key & payload)
    }
    nextOrder = UInt64(sorted.count)
  }
}
