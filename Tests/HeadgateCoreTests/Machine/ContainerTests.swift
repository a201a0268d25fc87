import HeadgateCore
import Testing

@Suite("Rings and pools")
struct ContainerTests {
  @Test("A ring does what an array does, through growth and wrapping")
  func ringAgainstArray() {
    var random = SplitMix64(seed: 5)
    var ring = IndexRing(capacity: 2)
    defer { ring.deallocate() }
    var array: [Int32] = []
    for step in 0..<50_000 {
      // Long stretches of growing and of shrinking.
      let growing = step / 500 % 2 == 0
      switch random.below(20) {
      case ..<(growing ? 14 : 7):
        let id = Int32(random.below(50))
        ring.append(id)
        array.append(id)
      case ..<17 where !array.isEmpty: #expect(ring.removeFirst() == array.removeFirst())
      case 17..<19 where !array.isEmpty: #expect(ring.removeLast() == array.removeLast())
      case 19 where random.chance(0.1):
        let id = Int32(random.below(50))
        ring.remove(id)
        array.removeAll { $0 == id }
      default: break
      }
      guard
        ring.count == array.count, ring.isEmpty == array.isEmpty,
        array.isEmpty || (ring.first == array.first && ring.last == array.last),
        step % 199 != 0 || array.indices.allSatisfy({ ring[$0] == array[$0] })
      else {
        Issue.record("differs after step \(step)")
        return
      }
    }
  }

  @Test("A pool gives no slot twice, takes back any, and keeps what stands in the others")
  func pool() {
    var random = SplitMix64(seed: 6)
    var pool = JobPool(capacity: 2)
    defer { pool.deallocate() }
    var held: [(id: Int32, ordinal: UInt64)] = []
    var isFree: [Int: Bool] = [:]
    for ordinal in UInt64(0)..<20_000 {
      if random.chance(0.52) || held.isEmpty {
        let id = pool.take()
        #expect(isFree[Int(id), default: true])
        isFree[Int(id)] = false
        pool.jobs[Int(id)].ordinal = ordinal
        pool.jobs[Int(id)].state = .queued
        held.append((id, ordinal))
      } else {
        let slot = held.remove(at: random.below(held.count))
        #expect(pool.jobs[Int(slot.id)].ordinal == slot.ordinal)
        pool.giveBack(slot.id)
        isFree[Int(slot.id)] = true
        #expect(pool.jobs[Int(slot.id)].state == .free)
      }
      guard pool.inUse == held.count, pool.used <= pool.capacity else {
        Issue.record("\(pool.inUse) slots in use, \(held.count) held")
        return
      }
    }
    #expect(held.allSatisfy { pool.jobs[Int($0.id)].ordinal == $0.ordinal })
  }
}
