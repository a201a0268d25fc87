/// How many jobs a queue holds in each state, at one instant.
public struct JobCounts: Sendable, Hashable {
  /// To be had now: those whose delay or lease has run out included.
  public var waiting: Int
  /// Waiting out a delay before their next attempt.
  public var delayed: Int
  /// Held by a consumer whose lease runs.
  public var leased: Int
  /// Dead letters.
  public var dead: Int
  /// Since the queue was made.
  public var completed: Int

  public init(
    waiting: Int = 0, delayed: Int = 0, leased: Int = 0, dead: Int = 0, completed: Int = 0
  ) {
    self.waiting = waiting
    self.delayed = delayed
    self.leased = leased
    self.dead = dead
    self.completed = completed
  }
}
