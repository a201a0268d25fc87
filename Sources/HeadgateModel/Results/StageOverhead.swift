/// What the machine adds to a stage's batches in one run on the wall clock: not reproducible.
public struct StageOverhead: Sendable, Equatable {
  /// How one kind of delay is distributed over the batches, in seconds.
  public struct Delay: Sendable, Equatable {
    public var mean: Double
    public var p50: Double
    public var p99: Double
    public var max: Double

    public init(mean: Double, p50: Double, p99: Double, max: Double) {
      self.mean = mean
      self.p50 = p50
      self.p99 = p99
      self.max = max
    }
  }

  public var stage: String
  public var batches: UInt64
  /// From the planned end of a batch to the moment at which its worker went on: late timers, and
  /// waiting for a processor.
  public var overshoot: Delay
  /// From the decision to start a batch to the moment at which its worker began.
  public var dispatch: Delay

  public init(stage: String, batches: UInt64, overshoot: Delay, dispatch: Delay) {
    self.stage = stage
    self.batches = batches
    self.overshoot = overshoot
    self.dispatch = dispatch
  }
}
