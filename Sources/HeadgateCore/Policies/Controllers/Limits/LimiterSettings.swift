/// A bound on the jobs in the stages: dispatched, and neither completed nor failed yet (rule L1).
public struct LimiterSettings: Sendable, Equatable {
  /// The limit at the start.
  public var initial: Int
  /// The least and the greatest limit, at least 1.
  public var min: Int
  public var max: Int
  /// Hands samples on window by window; `nil` hands on each. ``FailsafeLimitSettings`` has its own.
  public var window: LimitWindowSettings?
  /// How the limit follows from the samples.
  public var algorithm: LimitAlgorithm

  /// - Parameters:
  ///   - initial: Within the bounds; by default the algorithm's own.
  ///   - min: By default the algorithm's own, or `initial` where that is less.
  ///   - max: By default the algorithm's own, or `initial` where that is more.
  public init(
    initial: Int? = nil, min: Int? = nil, max: Int? = nil, window: LimitWindowSettings? = nil,
    algorithm: LimitAlgorithm
  ) {
    let standard = algorithm.name.standardBounds
    self.min = min ?? Swift.min(standard.min, initial ?? max ?? .max)
    self.max = max ?? Swift.max(standard.max, initial ?? self.min)
    self.initial = initial ?? Swift.min(Swift.max(standard.initial, self.min), self.max)
    self.window = window
    self.algorithm = algorithm
  }
}

extension LimiterSettings {
  /// TCP Vegas' queue estimate.
  public static let vegas = LimiterSettings(algorithm: .vegas(VegasLimitSettings()))
  /// The gradient of a slow average over the present round trip.
  public static let gradient2 = LimiterSettings(algorithm: .gradient2(Gradient2LimitSettings()))
  /// failsafe-go's adaptive limiter.
  public static let failsafe = LimiterSettings(algorithm: .failsafe(FailsafeLimitSettings()))
}
