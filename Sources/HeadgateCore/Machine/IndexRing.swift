/// A growable first-in, first-out ring of 32-bit ids.
///
/// Memory is owned by whoever holds the ring and is given back with `deallocate()`: rings live in
/// raw tables of stages, where a class or an array would cost reference counting on each event.
package struct IndexRing {
  private var slots: UnsafeMutablePointer<Int32>
  private var mask: Int
  private var head = 0
  private var tail = 0

  package init(capacity: Int = 16) {
    precondition(capacity > 0 && capacity & (capacity - 1) == 0, "capacity is a power of two")
    slots = .allocate(capacity: capacity)
    mask = capacity - 1
  }

  package func deallocate() { slots.deallocate() }

  @inline(__always) package var count: Int { tail &- head }
  @inline(__always) package var isEmpty: Bool { tail == head }
  /// The oldest id; only where the ring is not empty.
  @inline(__always) package var first: Int32 { slots[head & mask] }
  /// The youngest id; only where the ring is not empty.
  @inline(__always) package var last: Int32 { slots[(tail &- 1) & mask] }

  @inline(__always)
  package subscript(position: Int) -> Int32 { slots[(head &+ position) & mask] }

  /// Where the next id will stand. It stands there until it is taken out, whatever is appended.
  @inline(__always) package var end: UInt32 { UInt32(truncatingIfNeeded: tail) }

  /// Puts `id` in the place of the one that stands at `position`.
  @inline(__always)
  package mutating func replace(at position: UInt32, with id: Int32) {
    slots[Int(position) & mask] = id
  }

  /// The id that stands at `position`.
  package func id(at position: UInt32) -> Int32 { slots[Int(position) & mask] }

  @inline(__always)
  package mutating func append(_ id: Int32) {
    if tail &- head > mask { grow() }
    slots[tail & mask] = id
    tail &+= 1
  }

  @inline(__always)
  package mutating func removeFirst() -> Int32 {
    let id = slots[head & mask]
    head &+= 1
    return id
  }

  @inline(__always)
  package mutating func removeLast() -> Int32 {
    tail &-= 1
    return slots[tail & mask]
  }

  /// Takes out every occurrence of `id`, keeping the order of the rest. O(count).
  package mutating func remove(_ id: Int32) {
    var kept = head
    for position in head..<tail where slots[position & mask] != id {
      slots[kept & mask] = slots[position & mask]
      kept += 1
    }
    tail = kept
  }

  @inline(never)
  private mutating func grow() {
    let size = mask + 1
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: size * 2)
    for position in head..<tail { larger[position & (size * 2 - 1)] = slots[position & mask] }
    slots.deallocate()
    slots = larger
    mask = size * 2 - 1
  }
}
