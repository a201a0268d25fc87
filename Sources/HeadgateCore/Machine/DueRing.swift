/// Ids with the moments at which something is due for them, in the order of those moments.
///
/// Memory is owned by whoever holds the ring and is given back with `deallocate()`.
struct DueRing {
  struct Entry {
    var due: Nanoseconds
    var id: Int32
  }

  private var slots: UnsafeMutablePointer<Entry>
  private var mask: Int
  private var head = 0
  private var tail = 0

  init() {
    let capacity = 16
    slots = .allocate(capacity: capacity)
    mask = capacity - 1
  }

  func deallocate() { slots.deallocate() }

  var count: Int { tail &- head }
  var isEmpty: Bool { tail == head }
  /// The entry that is due first; only where the ring is not empty.
  var first: Entry { slots[head & mask] }

  subscript(position: Int) -> Entry { slots[(head &+ position) & mask] }

  /// - Parameter due: Not before that of any entry.
  mutating func append(_ id: Int32, due: Nanoseconds) {
    if tail &- head > mask { grow() }
    slots[tail & mask] = Entry(due: due, id: id)
    tail &+= 1
  }

  mutating func removeFirst() { head &+= 1 }

  private mutating func grow() {
    let size = mask + 1
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: size * 2)
    for position in head..<tail { larger[position & (size * 2 - 1)] = slots[position & mask] }
    slots.deallocate()
    slots = larger
    mask = size * 2 - 1
  }
}
