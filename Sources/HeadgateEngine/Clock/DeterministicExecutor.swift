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
  fileprivate enum Step {
    case job(UnownedJob)
    case timer(Sleepers.Due)
  }

  fileprivate struct Ready {
    var jobs: [UnownedJob] = []
    /// Timers of the present moment that wait for their turn, where it is drawn.
    var timers: [Sleepers.Due] = []
    /// The first that has not run, where the order is theirs.
    var head = 0
    var drawn: UInt64 = 0
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

  /// Runs until nothing is ready and nobody sleeps.
  package func run() {
    let executor = asUnownedTaskExecutor()
    repeat {
      while let step = next() {
        switch step {
        case .job(let job): job.runSynchronously(on: executor)
        case .timer(let due): VirtualClock.release(due)
        }
      }
    } while advance()
  }

  private func advance() -> Bool {
    guard random != nil else { return clock.advance() }
    // In an order of its own, all that is due at once may meet, and come before or after whatever
    // it sets off.
    let due = clock.takeDue()
    ready.withLock { $0.timers += due }
    return !due.isEmpty
  }

  private func next() -> Step? {
    ready.withLock { ready in
      guard let random else { return ready.takeFirst().map { .job($0) } }
      let bits = random.bits(DrawStream(.interleaving), entity: ready.drawn)
      return ready.take(bits.0)
    }
  }
}

extension DeterministicExecutor.Ready {
  fileprivate mutating func takeFirst() -> UnownedJob? {
    guard head < jobs.count else {
      jobs.removeAll(keepingCapacity: true)
      head = 0
      return nil
    }
    head += 1
    return jobs[head - 1]
  }

  /// Takes the one of all that are ready which `bits` name.
  fileprivate mutating func take(_ bits: UInt64) -> DeterministicExecutor.Step? {
    let count = jobs.count + timers.count
    guard count > 0 else { return nil }
    drawn &+= 1
    let pick = Int(truncatingIfNeeded: bits % UInt64(count))
    guard pick < jobs.count else {
      timers.swapAt(pick - jobs.count, timers.count - 1)
      return .timer(timers.removeLast())
    }
    jobs.swapAt(pick, jobs.count - 1)
    return .job(jobs.removeLast())
  }
}
