/// A threshold as it came out at one load.
public struct CapacityDemand: Sendable, Equatable {
  public var threshold: Threshold
  /// Mean over the replications; `nil` where no sample stood behind it, which is a miss.
  public var observed: Double?
  /// Its 95 % Student t interval; `nil` with fewer than two replications.
  public var low: Double?
  public var high: Double?
  /// Whether the mean holds.
  public var ok: Bool
  /// Whether the whole interval holds, and whether any part of it does.
  public var isSure: Bool
  public var isPossible: Bool

  public init(
    threshold: Threshold, observed: Double?, low: Double?, high: Double?, ok: Bool, isSure: Bool,
    isPossible: Bool
  ) {
    self.threshold = threshold
    self.observed = observed
    self.low = low
    self.high = high
    self.ok = ok
    self.isSure = isSure
    self.isPossible = isPossible
  }
}
