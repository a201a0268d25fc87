/// What the controller's depth ratio is of (rule C5).
public enum ControllerSignal: String, Sendable, CaseIterable {
  /// The fullest stage buffer.
  case downstream
  /// The submission queue over its capacity.
  case submission
  /// Jobs in flight over the submission queue's capacity.
  case total
}

/// A token bucket and the watermark controller that steers its rate (rules C1 to C5).
public struct ControllerSettings: Sendable, Equatable {
  /// Base refill rate in tokens per second, taken to a millionth.
  public var rate: Double
  /// The most tokens the bucket holds; it starts full.
  public var burst: Double
  /// Tokens that one dispatch costs.
  public var cost: Double
  /// Depth ratio above which the multiplier is multiplied by `decrease`.
  public var high: Double
  /// Depth ratio below which the multiplier is multiplied by `increase`.
  public var low: Double
  public var decrease: Double
  public var increase: Double
  public var minMultiplier: Double
  public var maxMultiplier: Double
  /// Time between two looks at the signal.
  public var interval: Nanoseconds
  public var signal: ControllerSignal

  public init(
    rate: Double, burst: Double? = nil, cost: Double = 1, high: Double = 0.8, low: Double = 0.3,
    decrease: Double = 0.5, increase: Double = 1.2, minMultiplier: Double = 0.2,
    maxMultiplier: Double = 2, interval: Nanoseconds = .second,
    signal: ControllerSignal = .downstream
  ) {
    self.rate = rate
    self.burst = burst ?? max(rate, cost)
    self.cost = cost
    self.high = high
    self.low = low
    self.decrease = decrease
    self.increase = increase
    self.minMultiplier = minMultiplier
    self.maxMultiplier = maxMultiplier
    self.interval = interval
    self.signal = signal
  }

  /// The original's preset for testing: 10 tokens/s, reduced to 30 % under congestion.
  public static let conservative = ControllerSettings(rate: 10, decrease: 0.3)
  /// The original's production default: 50 tokens/s, reduced to 50 %.
  public static let balanced = ControllerSettings(rate: 50, decrease: 0.5)
  /// The original's high-throughput preset: 200 tokens/s, reduced to 60 %.
  public static let aggressive = ControllerSettings(rate: 200, decrease: 0.6)
}
