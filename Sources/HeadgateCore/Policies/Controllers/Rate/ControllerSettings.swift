/// What the controller's depth ratio is of (rule C5).
public enum ControllerSignal: String, Sendable, CaseIterable {
  /// The fullest stage buffer.
  case downstream
  /// The submission queue over its capacity.
  case submission
  /// Jobs in flight over the submission queue's capacity.
  case total
}

/// A token bucket and what steers its rate (rules C1 to C5).
public struct ControllerSettings: Sendable, Equatable {
  /// Base refill rate in tokens per second, taken to a millionth.
  public var rate: Double
  /// The most tokens the bucket holds; it starts full.
  public var burst: Double
  /// Tokens that one dispatch costs.
  public var cost: Double
  public var minMultiplier: Double
  public var maxMultiplier: Double
  /// Time between two looks at the signal.
  public var interval: Nanoseconds
  /// What the depth ratio is of, for the algorithms that go by one.
  public var signal: ControllerSignal
  /// How the multiplier follows from what is seen.
  public var algorithm: RateAlgorithm

  public init(
    rate: Double, burst: Double? = nil, cost: Double = 1, minMultiplier: Double = 0.2,
    maxMultiplier: Double = 2, interval: Nanoseconds? = nil,
    signal: ControllerSignal = .downstream, algorithm: RateAlgorithm
  ) {
    self.rate = rate
    self.burst = burst ?? max(rate, cost)
    self.cost = cost
    self.minMultiplier = minMultiplier
    self.maxMultiplier = maxMultiplier
    self.interval = interval ?? algorithm.name.standardInterval
    self.signal = signal
    self.algorithm = algorithm
  }

  /// The original's feedback loop, with its watermarks.
  public init(
    rate: Double, burst: Double? = nil, cost: Double = 1, high: Double = 0.8, low: Double = 0.3,
    decrease: Double = 0.5, increase: Double = 1.2, minMultiplier: Double = 0.2,
    maxMultiplier: Double = 2, interval: Nanoseconds = .second,
    signal: ControllerSignal = .downstream
  ) {
    self.init(
      rate: rate, burst: burst, cost: cost, minMultiplier: minMultiplier,
      maxMultiplier: maxMultiplier, interval: interval, signal: signal,
      algorithm: .watermark(
        WatermarkSettings(high: high, low: low, decrease: decrease, increase: increase)))
  }
}
