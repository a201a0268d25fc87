/// What the service behind a stage admits (rule S8): a token bucket of its own, full at the start, from
/// which each batch takes a unit a job when it starts.
public struct QuotaSettings: Sendable, Equatable {
  /// Units per second, above 0.
  public var rate: Double
  /// The most units that it saves up, at least those of a full batch.
  public var burst: Double
  /// How long a batch takes that is refused.
  public var refusal: Nanoseconds
  /// Whether a batch that is refused uses up what units there are.
  public var countsRefused: Bool

  public init(
    rate: Double, burst: Double, refusal: Nanoseconds = 2 * .millisecond,
    countsRefused: Bool = true
  ) {
    self.rate = rate
    self.burst = burst
    self.refusal = refusal
    self.countsRefused = countsRefused
  }
}
