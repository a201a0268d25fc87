/// What a fault does to its stage (rule F6).
public enum FaultEffect: Sendable, Equatable {
  /// Batches that start meanwhile take this many times as long.
  case slowdown(Double)
  /// This share of the attempts that start meanwhile fails transiently.
  case errors(Double)
  /// Every batch that starts or ends meanwhile fails as a whole.
  case outage
  /// This many workers vanish with their batches and come back when the fault ends.
  case crash(Int)
  /// Workers hang: no service ends before the fault does.
  case stall
  /// No heartbeat arrives, of no stage (rule F8).
  case heartbeatsLost
  /// The quota of the service behind the stage is this share of itself.
  case quota(Double)
  /// The stage's cache is emptied, and keeps nothing until the fault ends.
  case flush
}

/// A fault on the run's timeline.
public struct FaultSettings: Sendable, Equatable {
  public var at: Nanoseconds
  public var duration: Nanoseconds
  /// Position of the stage in the chain; 0 where the whole pipeline is concerned.
  public var stage: Int
  public var effect: FaultEffect

  public init(at: Nanoseconds, duration: Nanoseconds, stage: Int, effect: FaultEffect) {
    self.at = at
    self.duration = duration
    self.stage = stage
    self.effect = effect
  }

  /// The first moment at which the fault is over.
  public var end: Nanoseconds { at &+ duration }
}
