import HeadgateCore
import Testing

@Suite("Trace digests (rule N3)")
struct TraceDigestTests {
  private func digest(_ events: [(Nanoseconds, UInt64, UInt64)]) -> String {
    var digest = TraceDigest()
    for event in events { digest.add(event.0, event.1, event.2) }
    return digest.hexadecimal
  }

  private func events(_ count: Int) -> [(Nanoseconds, UInt64, UInt64)] {
    var random = SplitMix64(seed: 1)
    return (0..<count).map { ($0 / 3 * 10, UInt64(random.below(20)), UInt64(random.below(50))) }
      .map { (Nanoseconds($0.0), $0.1, $0.2) }
  }

  @Test("A digest tells any change of one event's time, kind or job, and any lost one")
  func content() {
    let events = events(200)
    var seen: Set<String> = [digest(events)]
    for i in events.indices {
      var changed = events
      changed[i].0 += 1
      seen.insert(digest(changed))
      changed = events
      changed[i].1 ^= 1
      seen.insert(digest(changed))
      changed = events
      changed[i].2 ^= 1 << 40
      seen.insert(digest(changed))
      changed = events
      changed.remove(at: i)
      seen.insert(digest(changed))
    }
    #expect(seen.count == 1 + 4 * events.count)
  }

  @Test("A digest tells the order of events, at one moment too")
  func order() {
    let events = events(200)
    let original = digest(events)
    for i in 1..<events.count where events[i] != events[i - 1] {
      var swapped = events
      swapped.swapAt(i, i - 1)
      #expect(digest(swapped) != original)
    }
  }

  @Test("A digest is 32 hexadecimal digits, the same on every machine")
  func knownDigest() {
    #expect(digest([]).count == 32)
    // Worked out apart from this code, with whole numbers of any size.
    #expect(
      digest([(1, 2, 3), (4, 5, 6), (1 << 40, (1 << 56) + 7, 1 << 33)])
        == "50a6ce6a85d9c97d22fe874e6ada448b")
  }
}
