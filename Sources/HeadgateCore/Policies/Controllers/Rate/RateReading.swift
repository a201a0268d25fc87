/// What a rate algorithm looks at once an interval; each takes what it goes by.
public struct RateReading: Sendable, Equatable {
  /// The depth ratio of rule C5.
  public var depthRatio: Double
  /// Mean wait for a worker over the interval, of the stage where it is longest.
  public var meanDelay: Nanoseconds
  /// Least wait for a worker over the interval, of the stage where it is longest.
  public var leastDelay: Nanoseconds

  public init(depthRatio: Double = 0, meanDelay: Nanoseconds = 0, leastDelay: Nanoseconds = 0) {
    self.depthRatio = depthRatio
    self.meanDelay = meanDelay
    self.leastDelay = leastDelay
  }
}

/// Why a multiplier changed.
public enum RateReason: Sendable, Equatable {
  /// A look at this depth ratio.
  case depthRatio(Double)
  /// A look at this mean wait for a worker.
  case delay(Nanoseconds)
  /// A look at this least wait for a worker.
  case leastDelay(Nanoseconds)
  /// A look at so many tokens per second that were spent.
  case spentRate(Double)
  /// A service asked for less load.
  case complaint
  /// An attempt failed that counts as such a complaint.
  case failure
}
