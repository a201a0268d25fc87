import HeadgateCore

/// What an event is.
enum EventKind: UInt8 {
  /// A worker's batch ends; the id is the worker.
  case batchEnd
  /// The next arrival of an open workload; the id is the workload.
  case arrival
  /// A closed client submits; the id is the client among all workloads' clients.
  case client
  /// A job's retry delay or lease is over; the id is the job.
  case job
  /// A timer of the pipeline or of a stage; the id is the timer's kind above the stage.
  case timer
  /// A crash begins or ends; the id is twice the fault's position, plus 1 at its end.
  case fault
}

/// The events to come, earliest first, equal times in the order in which they were scheduled
/// (rule T2).
///
/// A 4-ary heap of 16-byte entries. The place of the event that was taken last stays open at the
/// root: nearly every event schedules a successor, which then sinks from there, at half the cost of
/// taking the root out and letting the new one rise (as the fastest published event lists do).
struct Calendar: ~Copyable {
  struct Entry {
    var time: Nanoseconds
    /// The order of scheduling, above the event's kind and id.
    var key: UInt64

    @inline(__always)
    static func < (a: Entry, b: Entry) -> Bool {
      a.time < b.time || (a.time == b.time && a.key < b.key)
    }
  }

  static let idBits: UInt64 = 25
  private static let payloadBits: UInt64 = 28
  private static let mostOrders: UInt64 = 1 << (64 - payloadBits)

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity = 1024
  private(set) var count = 0
  private var nextOrder: UInt64 = 0
  /// Whether the root is the event that was taken last.
  private var rootIsTaken = false

  init() {
    entries = .allocate(capacity: capacity)
  }

  deinit { entries.deallocate() }

  /// Events that are still to come.
  var pending: Int { rootIsTaken ? count - 1 : count }

  /// Schedules an event and returns its key, which no other event has.
  @inline(__always)
  @discardableResult
  mutating func schedule(_ kind: EventKind, id: Int, at time: Nanoseconds) -> UInt64 {
    if nextOrder == Self.mostOrders { renumber() }
    let key =
      nextOrder &<< Self.payloadBits | UInt64(kind.rawValue) &<< Self.idBits
      | UInt64(truncatingIfNeeded: id)
    nextOrder &+= 1
    let entry = Entry(time: time, key: key)
    if rootIsTaken {
      rootIsTaken = false
      sink(entry)
    } else {
      if count == capacity { grow() }
      count &+= 1
      rise(entry)
    }
    return key
  }

  /// Takes the earliest event.
  @inline(__always)
  mutating func next() -> Entry? {
    if rootIsTaken {
      count &-= 1
      if count > 0 { sink(entries[count]) }
    }
    rootIsTaken = count > 0
    return count > 0 ? entries[0] : nil
  }

  @inline(__always)
  static func kind(_ key: UInt64) -> EventKind {
    unsafeBitCast(UInt8(truncatingIfNeeded: (key &>> idBits) & 7), to: EventKind.self)
  }

  @inline(__always)
  static func id(_ key: UInt64) -> Int {
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
    while true {
      let first = hole &* 4 &+ 1
      if first >= count { break }
      var least = first
      let last = Swift.min(first &+ 4, count)
      var child = first &+ 1
      while child < last {
        if entries[child] < entries[least] { least = child }
        child &+= 1
      }
      guard entries[least] < entry else { break }
      entries[hole] = entries[least]
      hole = least
    }
    entries[hole] = entry
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  /// Counts the orders from 0 again, after 6.9 × 10¹⁰ events.
  @inline(never)
  private mutating func renumber() {
    let first = rootIsTaken ? 1 : 0
    let sorted = (first..<count).map { entries[$0] }.sorted { $0 < $1 }
    let payload = (1 as UInt64) << Self.payloadBits - 1
    for (i, entry) in sorted.enumerated() {
      entries[first + i] = Entry(
        time: entry.time, key: UInt64(i) << Self.payloadBits | entry.key & payload)
    }
    nextOrder = UInt64(sorted.count)
  }
}
