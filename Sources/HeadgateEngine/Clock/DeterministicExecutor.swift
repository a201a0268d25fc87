import HeadgateCore

/// In which order tasks that are ready run.
public enum ReadyOrder: Sendable, Equatable {
  /// As they became ready.
  case firstComeFirstServed
  /// Drawn from a seed: every order that could happen, each one repeatable.
  case random(seed: UInt64)
}

/// Runs tasks one at a time on the thread that calls `run`, and moves a virtual clock on when none is
/// ready: concurrent code with one outcome.
///
/// It holds for structured tasks only: whatever leaves it (`Task.detached`, other clocks, threads)
/// is not waited for.
public final class DeterministicExecutor: TaskExecutor {
  private struct Ready {
    var jobs: [UnownedJob] = []
    /// The first that has not run, where the order is theirs.
    var head = 0
    var drawn: UInt64 = 0
    var run: UInt64 = 0
  }

  private let ready: Lock<Ready>
  private let clock: VirtualClock
  private let random: KeyedRandom?

  /// - Parameters:
  ///   - clock: Moved on whenever nothing is ready.
  ///   - order: Which of several ready tasks runs next.
  public init(clock: VirtualClock, order: ReadyOrder = .firstComeFirstServed) {
    self.clock = clock
    switch order {
    case .firstComeFirstServed: random = nil
    case .random(let seed): random = KeyedRandom(seed: seed, replication: 0)
    }
    ready = Lock(Ready())
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    ready.withLock { $0.jobs.append(job) }
  }

  /// Jobs run so far.
  package var jobsRun: UInt64 { ready.withLock { $0.run } }

  /// Runs until nothing is ready and nobody sleeps.
  package func run() {
    let executor = asUnownedTaskExecutor()
    repeat {
      while let job = next() { job.runSynchronously(on: executor) }
    } while advance()
  }

  private func advance() -> Bool {
    guard clock.advance() else { return false }
    // In an order of its own, all that is due at once may meet.
    if random != nil { clock.releaseRest() }
    return true
  }

  private func next() -> UnownedJob? {
    ready.withLock { ready in
      guard ready.head < ready.jobs.count else {
        ready.jobs.removeAll(keepingCapacity: true)
        ready.head = 0
        return nil
      }
      ready.run &+= 1
      guard let random else {
        ready.head += 1
        return ready.jobs[ready.head - 1]
      }
      let bits = random.bits(DrawStream(.interleaving), entity: ready.drawn)
      ready.drawn &+= 1
      let pick = Int(truncatingIfNeeded: bits.0 % UInt64(ready.jobs.count))
      ready.jobs.swapAt(pick, ready.jobs.count - 1)
      return ready.jobs.removeLast()
    }
  }
}
