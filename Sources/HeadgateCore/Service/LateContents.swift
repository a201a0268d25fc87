/// Contents with the moments at which they come into a cache, a binary heap by moment.
struct LateContents {
  private var entries: [(key: Int32, moment: Nanoseconds)] = []

  /// The earliest moment; `never` where nothing is to come.
  var nextMoment: Nanoseconds { entries.first?.moment ?? .never }

  mutating func add(_ key: Int, at moment: Nanoseconds) {
    entries.append((Int32(key), moment))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].moment < entries[parent].moment else { break }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> (key: Int, moment: Nanoseconds) {
    let first = entries[0]
    let last = entries.removeLast()
    if !entries.isEmpty {
      entries[0] = last
      sink()
    }
    return (Int(first.key), first.moment)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { return }
      if child + 1 < entries.count, entries[child + 1].moment < entries[child].moment { child += 1 }
      guard entries[child].moment < entries[parent].moment else { return }
      entries.swapAt(child, parent)
      parent = child
    }
  }
}
