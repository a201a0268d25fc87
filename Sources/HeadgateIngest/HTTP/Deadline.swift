/// Runs an operation against a clock.
enum Deadline {
  enum Outcome<Value: Sendable>: Sendable {
    case finished(Value)
    case late
    case cancelled
  }

  /// What the operation gives, or `late` once the time is up; then it is cancelled and awaited.
  static func run<Value: Sendable>(
    within time: Duration, on clock: any Clock<Duration>,
    _ operation: @escaping @Sendable () async -> Value
  ) async -> Outcome<Value> {
    await withTaskGroup(of: Outcome<Value>.self) { group in
      group.addTask { .finished(await operation()) }
      group.addTask {
        do {
          try await clock.sleep(for: time)
          return .late
        } catch {
          return .cancelled
        }
      }
      let first = await group.next() ?? .cancelled
      group.cancelAll()
      return first
    }
  }
}

extension Clock<Duration> {
  /// A function that tells how much time has passed since this call.
  func measureFromNow() -> () -> Duration {
    let start = now
    return { start.duration(to: now) }
  }
}
