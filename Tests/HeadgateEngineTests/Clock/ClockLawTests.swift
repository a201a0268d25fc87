import HeadgateCore
import HeadgateEngine
import Testing

/// What every clock of the engine promises. On real time the spans are short and only lower bounds and
/// orders are held.
struct ClockLawTests {
  enum Kind: CaseIterable, Sendable {
    case wall, virtual
  }

  private static func with(
    _ kind: Kind, _ body: @escaping @Sendable (EngineClock) async throws -> Void
  ) async throws {
    switch kind {
    case .wall: try await body(.wall())
    case .virtual: try await VirtualWorld.run { try await body($0.clock) }
    }
  }

  @Test("Time does not go back", arguments: Kind.allCases)
  func forwards(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      var last = clock.now
      for i in 0..<1_000 {
        if i % 100 == 0 { _ = await clock.sleep(until: clock.now + 1_000) }
        let now = clock.now
        #expect(now >= last)
        last = now
      }
    }
  }

  @Test("Nobody wakes before the moment", arguments: Kind.allCases)
  func notBefore(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      for span in [Nanoseconds(0), 1, 1_000, 1_000_000] {
        let moment = clock.now + span
        #expect(await clock.sleep(until: moment))
        #expect(clock.now >= moment)
      }
    }
  }

  @Test("A moment that has passed is waited for no longer", arguments: Kind.allCases)
  func past(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      #expect(await clock.sleep(until: clock.now - 1))
      #expect(await clock.sleep(until: -1))
    }
  }

  @Test("A cancelled sleeper wakes at once and says so", arguments: Kind.allCases)
  func cancelled(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      await withTaskGroup(of: Bool.self) { group in
        group.addTask { await clock.sleep(until: clock.now + 3_600 * .second) }
        _ = await clock.sleep(until: clock.now + .millisecond)
        group.cancelAll()
        #expect(await group.next() == false)
      }
      #expect(clock.now < 3_600 * .second)
    }
  }

  @Test("Who was cancelled before does not sleep", arguments: Kind.allCases)
  func cancelledBefore(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      await withTaskGroup(of: Bool.self) { group in
        group.cancelAll()
        group.addTask { await clock.sleep(until: .never) }
        #expect(await group.next() == false)
      }
    }
  }

  @Test("Virtual sleepers wake in the order of their moments, and of one moment in the order given")
  func order() async throws {
    try await VirtualWorld.run { world in
      let woken = Recorded<Int>()
      await withTaskGroup(of: Void.self) { group in
        for i in [4, 2, 0, 3, 1] {
          group.addTask {
            // Two of each moment.
            _ = await world.clock.sleep(
              until: Nanoseconds(i / 2), order: TimerOrder(UInt64(i % 2)))
            woken.add(i)
          }
        }
      }
      #expect(woken.all == [0, 1, 2, 3, 4])
    }
  }

  @Test("A virtual clock stands while anything can run", arguments: VirtualWorld.orders)
  func stands(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await world.sleep(.seconds(1)) }
        group.addTask {
          for _ in 0..<100 {
            await Task.yield()
            #expect(world.elapsed == .zero)
          }
        }
      }
      #expect(world.elapsed == .seconds(1))
    }
  }

  @Test("As a Clock of the language it sleeps and is cancelled as they are")
  func languageClock() async throws {
    try await VirtualWorld.run { world in
      let clock = world.virtual
      let elapsed = try await clock.measure { try await clock.sleep(for: .seconds(2)) }
      #expect(elapsed == .seconds(2))
      await withThrowingTaskGroup(of: Void.self) { group in
        group.cancelAll()
        group.addTask { try await clock.sleep(for: .seconds(1)) }
        await #expect(throws: CancellationError.self) { try await group.next() }
      }
    }
  }

  @Test("Receivers are called at their moments", arguments: Kind.allCases)
  func receivers(_ kind: Kind) async throws {
    try await Self.with(kind) { clock in
      let waker = Waker()
      let moment = clock.now + .millisecond
      clock.call(waker, TimerToken(kind: 1), at: moment)
      await waker.wait()
      #expect(clock.now >= moment)
    }
  }
}
