/// A look-aside cache in front of the service behind a stage (rule S9).
public struct CacheSettings: Sendable, Equatable {
  /// Different contents that jobs may have; each job has one.
  public var keys: Int
  /// Zipf's exponent: the content of rank k is asked for k^−skew times as often as the first one; 0
  /// asks for all of them alike.
  public var skew: Double
  /// What a job costs whose content is in the cache, in place of its service.
  public var hit: Nanoseconds
  /// The share of the contents that are in it at the start.
  public var warm: Double
  /// Whether work that nobody waits for any more, at its end, still puts its contents in.
  public var fillOnTimeout: Bool

  public init(
    keys: Int, skew: Double = 0, hit: Nanoseconds = .millisecond, warm: Double = 0,
    fillOnTimeout: Bool = false
  ) {
    self.keys = keys
    self.skew = skew
    self.hit = hit
    self.warm = warm
    self.fillOnTimeout = fillOnTimeout
  }
}
