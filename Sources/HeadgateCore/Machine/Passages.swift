/// The jobs in the stages as a limiter counts them: when each was dispatched, and among how many.
struct Passages {
  private struct Mark {
    var began: Nanoseconds
    var inFlight: Int32
    /// Whether it has all the stages before it.
    var isWhole: Bool
  }

  /// Marks by the jobs' ids.
  private var marks: UnsafeMutablePointer<Mark>
  private var capacity = 64
  /// Jobs in the stages.
  private(set) var count = 0

  init() { marks = .allocate(capacity: capacity) }

  func deallocate() { marks.deallocate() }

  mutating func begin(_ id: Int32, isWhole: Bool, at now: Nanoseconds) {
    if Int(id) >= capacity { grow(over: Int(id)) }
    count += 1
    (marks + Int(id)).initialize(
      to: Mark(began: now, inFlight: Int32(count), isWhole: isWhole))
  }

  /// The passage of a job that went through, or failed and is to be tried again.
  mutating func end(
    _ id: Int32, _ outcome: LimitSample.Outcome, at now: Nanoseconds
  ) -> LimitSample {
    count -= 1
    let mark = marks[Int(id)]
    let isTrip = outcome == .completed && mark.isWhole
    return LimitSample(
      outcome, roundTrip: isTrip ? max(1, now &- mark.began) : nil, inFlight: Int(mark.inFlight),
      began: mark.began, ended: now)
  }

  /// A job has left the stages, and nothing follows from that.
  mutating func leave() { count -= 1 }

  private mutating func grow(over id: Int) {
    var larger = capacity
    while larger <= id { larger *= 2 }
    let new = UnsafeMutablePointer<Mark>.allocate(capacity: larger)
    new.moveInitialize(from: marks, count: capacity)
    marks.deallocate()
    (marks, capacity) = (new, larger)
  }
}
