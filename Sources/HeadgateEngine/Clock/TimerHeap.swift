import HeadgateCore

/// What is due at a moment.
enum TimerAction {
  /// The sleeper with this number goes on.
  case wake(UInt64)
  case call(any TimerReceiver, TimerToken)
}

/// Timers, earliest first; those of one moment by their order, then as they came: a 4-ary heap.
struct TimerHeap {
  private struct Entry {
    let time: Nanoseconds
    let order: TimerOrder
    let number: UInt64
    let action: TimerAction

    func precedes(_ other: Entry) -> Bool {
      if time != other.time { return time < other.time }
      if order != other.order { return order < other.order }
      return number < other.number
    }
  }

  private var entries: [Entry] = []
  private var count: UInt64 = 0

  var isEmpty: Bool { entries.isEmpty }
  /// When the earliest is due.
  var earliest: Nanoseconds? { entries.first?.time }

  mutating func insert(_ action: TimerAction, at time: Nanoseconds, order: TimerOrder) {
    let entry = Entry(time: time, order: order, number: count, action: action)
    count += 1
    entries.append(entry)
    var hole = entries.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 4
      guard entry.precedes(entries[parent]) else { break }
      entries[hole] = entries[parent]
      hole = parent
    }
    entries[hole] = entry
  }

  /// Takes the earliest. The heap must not be empty.
  mutating func removeEarliest() -> TimerAction {
    let first = entries[0]
    let last = entries.removeLast()
    if !entries.isEmpty { sink(last) }
    return first.action
  }

  private mutating func sink(_ entry: Entry) {
    var hole = 0
    while true {
      let child = hole * 4 + 1
      guard child < entries.count else { break }
      var least = child
      for other in (child + 1)..<max(child + 1, min(child + 4, entries.count))
      where entries[other].precedes(entries[least]) { least = other }
      guard entries[least].precedes(entry) else { break }
      entries[hole] = entries[least]
      hole = least
    }
    entries[hole] = entry
  }
}
