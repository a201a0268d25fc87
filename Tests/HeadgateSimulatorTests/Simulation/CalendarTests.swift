import HeadgateCore
import HeadgateSimulator
import Testing

/// The calendar against a sorted list: earliest first, equal times in the order of scheduling
/// (rule T2).
@Suite("Calendar")
struct CalendarTests {
  private struct Event: Equatable {
    var time: Nanoseconds
    var kind: EventKind
    var id: Int
  }

  /// Events in a list, kept in order by insertion after all that are due no later.
  private struct Reference {
    var events: [Event] = []

    mutating func schedule(_ event: Event) {
      let place = events.firstIndex { $0.time > event.time } ?? events.count
      events.insert(event, at: place)
    }

    mutating func next() -> Event? { events.isEmpty ? nil : events.removeFirst() }
  }

  private static let kinds: [EventKind] = [.batchEnd, .arrival, .client, .job, .timer, .fault]

  /// Schedules and takes at random, around `size` pending events with times from `span` steps ahead.
  private static func compare(
    seed: UInt64, size: Int, span: Int64, firstOrder: UInt64 = 0, steps: Int = 4000
  ) {
    var random = SplitMix64(seed: seed)
    var calendar = Calendar(firstOrder: firstOrder)
    var reference = Reference()
    var now = Nanoseconds(0)
    for step in 0..<steps {
      #expect(calendar.pending == reference.events.count)
      // Grows to about `size`, then swings around it; at the end all are taken.
      let growing = Int.random(in: 0..<2 * size, using: &random) >= reference.events.count
      if growing, step < steps - 2 * size - 100 {
        let event = Event(
          time: now + Int64.random(in: 0..<span, using: &random),
          kind: kinds[Int.random(in: 0..<kinds.count, using: &random)],
          id: Int.random(in: 0..<1 << 25, using: &random))
        calendar.schedule(event.kind, id: event.id, at: event.time)
        reference.schedule(event)
      } else {
        let taken = calendar.next().map {
          Event(time: $0.time, kind: Calendar.kind($0.key), id: Calendar.id($0.key))
        }
        let expected = reference.next()
        #expect(taken == expected)
        guard taken == expected else { return }
        now = expected?.time ?? now
      }
    }
    while let expected = reference.next() {
      let taken = calendar.next()
      #expect(taken?.time == expected.time)
      #expect(taken.map { Calendar.id($0.key) } == expected.id)
    }
    #expect(calendar.next() == nil)
    #expect(calendar.pending == 0)
  }

  @Test("It gives events as a sorted list does", arguments: [1, 3, 15, 16, 17, 31, 33, 60, 700])
  func sortedReference(size: Int) {
    for seed in 0..<12 as Range<UInt64> {
      Self.compare(seed: seed, size: size, span: 1 << 40)
    }
  }

  @Test("Equal times come in the order of scheduling", arguments: [1, 3, 15, 17, 33, 60, 700])
  func ties(size: Int) {
    for seed in 0..<12 as Range<UInt64> {
      Self.compare(seed: seed, size: size, span: 3)
      Self.compare(seed: seed, size: size, span: 1)
    }
  }

  @Test("An event that never comes stands behind all others")
  func never() {
    var calendar = Calendar()
    calendar.schedule(.timer, id: 1, at: .never)
    calendar.schedule(.timer, id: 2, at: .never)
    calendar.schedule(.job, id: 3, at: .never - 1)
    #expect((0..<3).map { _ in calendar.next().map { Calendar.id($0.key) } } == [3, 1, 2])
  }

  @Test("An event that was called off does nothing at its turn", arguments: [3, 20, 200])
  func calledOff(size: Int) {
    var calendar = Calendar(firstOrder: Calendar.mostOrders - UInt64(size / 2))
    for id in 0..<size { calendar.schedule(.batchEnd, id: id, at: Int64(id % 5)) }
    calendar.schedule(.job, id: 1, at: 2)
    calendar.callOff(.batchEnd, id: 1)
    var kinds: [Int: EventKind] = [:]
    var jobs = 0
    while let event = calendar.next() {
      switch Calendar.kind(event.key) {
      case .job: jobs += 1
      case let kind: if kind != .nothing { kinds[Calendar.id(event.key)] = kind }
      }
    }
    #expect(jobs == 1)
    #expect(kinds[1] == nil)
    #expect(kinds.count == size - 1)
  }

  @Test("The order survives when the count of events runs over", arguments: [3, 20, 200])
  func runningOver(size: Int) {
    for seed in 0..<8 as Range<UInt64> {
      for span in [1, 5, 1 << 40] as [Int64] {
        Self.compare(
          seed: seed, size: size, span: span, firstOrder: Calendar.mostOrders - 700)
      }
    }
  }
}
