import HeadgateCore

/// What an input leads to beyond the machine: timers to set and tasks to wake, which is done when the
/// lock is free again.
struct Planner<Batch: Sendable>: ~Copyable {
  typealias WorkerContinuation = UnsafeContinuation<Batch?, Never>

  struct Timer {
    var token: TimerToken
    var moment: Nanoseconds
    var order: TimerOrder
  }

  let now: Nanoseconds
  /// Numbers what is decided, so that moments which tie go in that order (rule T2).
  private(set) var lastOrder: UInt64
  /// Events that were planned in this input.
  private(set) var planned = 0
  // Nearly every input wakes one worker and sets one timer at most.
  private var worker: (WorkerContinuation, Batch?)?
  private var otherWorkers: [(WorkerContinuation, Batch?)] = []
  private var others: [UnsafeContinuation<Void, Never>] = []
  private var submitter: (UnsafeContinuation<Bool, Never>, Bool)?
  private var otherSubmitters: [(UnsafeContinuation<Bool, Never>, Bool)] = []
  private var cancelled: [WorkerTask] = []
  private var timer: Timer?
  private var otherTimers: [Timer] = []

  init(now: Nanoseconds, lastOrder: UInt64) {
    self.now = now
    self.lastOrder = lastOrder
  }

  /// A place for one event more, at which somebody comes back.
  mutating func plan() -> TimerOrder {
    lastOrder &+= 1
    planned += 1
    return TimerOrder(lastOrder)
  }

  /// Plans an event that the clock brings.
  mutating func setTimer(_ token: TimerToken, at moment: Nanoseconds) {
    let timer = Timer(token: token, moment: moment, order: plan())
    if self.timer == nil { self.timer = timer } else { otherTimers.append(timer) }
  }

  /// Has the clock call back without an event being planned for it.
  mutating func setReminder(_ token: TimerToken, at moment: Nanoseconds) {
    otherTimers.append(Timer(token: token, moment: moment, order: .last))
  }

  /// Nobody is there any more whom the clock could call.
  mutating func forgetTimers() {
    timer = nil
    otherTimers = []
  }

  mutating func wake(_ continuation: WorkerContinuation, with batch: Batch?) {
    if worker == nil {
      worker = (continuation, batch)
    } else {
      otherWorkers.append((continuation, batch))
    }
  }

  mutating func wake(_ continuation: UnsafeContinuation<Void, Never>) {
    others.append(continuation)
  }

  /// Tells a blocked submitter what became of its job.
  mutating func wake(_ continuation: UnsafeContinuation<Bool, Never>, admitted: Bool) {
    if submitter == nil {
      submitter = (continuation, admitted)
    } else {
      otherSubmitters.append((continuation, admitted))
    }
  }

  mutating func cancel(_ task: WorkerTask) {
    cancelled.append(task)
  }

  /// Sets the timers and wakes the tasks.
  @inline(__always)
  consuming func carryOut(on clock: EngineClock, for receiver: any TimerReceiver) {
    if let timer {
      clock.call(receiver, timer.token, at: timer.moment, order: timer.order)
    }
    for timer in otherTimers {
      clock.call(receiver, timer.token, at: timer.moment, order: timer.order)
    }
    if let (continuation, batch) = worker { continuation.resume(returning: batch) }
    for (continuation, batch) in otherWorkers { continuation.resume(returning: batch) }
    if let (continuation, admitted) = submitter { continuation.resume(returning: admitted) }
    for (continuation, admitted) in otherSubmitters { continuation.resume(returning: admitted) }
    for continuation in others { continuation.resume() }
    for task in cancelled { task.cancel() }
  }
}
