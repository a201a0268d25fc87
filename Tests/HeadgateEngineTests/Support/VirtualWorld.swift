import HeadgateEngine

/// Virtual time and the tasks that run in it, one at a time.
struct VirtualWorld: Sendable {
  let virtual: VirtualClock
  let executor: DeterministicExecutor

  var clock: EngineClock { .virtual(virtual) }

  /// The wall's time, which passes as virtual time does.
  var wall: WallClock {
    WallClock { WallTime(milliseconds: 1_000_000_000_000 + virtual.reading / 1_000_000) }
  }

  /// Time since the beginning.
  var elapsed: Duration { .nanoseconds(virtual.reading) }

  func sleep(_ span: Duration) async throws { try await virtual.sleep(for: span) }

  /// Runs `body` in a world of its own.
  ///
  /// - Throws: What it throws; `Hang` where nothing can happen any more and it has not come back.
  static func run<Value: Sendable>(
    _ order: ReadyOrder = .firstComeFirstServed,
    _ body: @escaping @Sendable (VirtualWorld) async throws -> Value
  ) async throws -> Value {
    let clock = VirtualClock()
    let executor = DeterministicExecutor(clock: clock, order: order)
    let world = VirtualWorld(virtual: clock, executor: executor)
    let outcome = Recorded<Result<Value, any Error>>()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: executor) {
        do { outcome.add(.success(try await body(world))) } catch {
          outcome.add(.failure(error))
        }
      }
      executor.run()
      if outcome.all.isEmpty {
        group.cancelAll()
        executor.run()
        throw Hang(at: world.elapsed)
      }
      return try outcome.all[0].get()
    }
  }

  /// Orders of ready tasks under which a promise is tried.
  static let orders: [ReadyOrder] =
    [.firstComeFirstServed] + (1...12).map { .random(seed: $0) }
}

struct Hang: Error, CustomStringConvertible {
  let at: Duration
  var description: String { "nothing can happen any more at \(at)" }
}
