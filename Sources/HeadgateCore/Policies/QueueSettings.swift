/// What happens to a submission that finds the queue full (rule Q2).
public enum OverflowPolicy: String, Sendable, CaseIterable {
  /// The source waits, and its later arrivals wait behind it.
  case block
  /// The newcomer is turned away.
  case reject
  /// The lowest-priority, youngest waiting job is given up; the newcomer itself, if it is that one.
  case shed
}

/// The submission queue's bound, overflow rule and ageing (rules Q1 to Q4).
public struct QueueSettings: Sendable, Equatable {
  /// The most accepted jobs that may wait, 0 allowed; `nil` is unlimited.
  public var capacity: Int?
  public var onFull: OverflowPolicy
  /// The wait that raises a job's effective priority by one; `nil` switches ageing off.
  public var aging: Nanoseconds?

  public init(
    capacity: Int? = 1000, onFull: OverflowPolicy = .block, aging: Nanoseconds? = nil
  ) {
    self.capacity = capacity
    self.onFull = onFull
    self.aging = aging
  }
}
