/// How a limit on jobs in the stages follows from their passages, with that algorithm's own settings.
public enum LimitAlgorithm: Sendable, Equatable {
  /// The limit never moves.
  case fixed
  /// Additive increase, multiplicative decrease.
  case aimd(AIMDLimitSettings)
  /// TCP Vegas' queue estimate.
  case vegas(VegasLimitSettings)
  /// The gradient of a slow average over the present round trip.
  case gradient2(Gradient2LimitSettings)
  /// failsafe-go's adaptive limiter.
  case failsafe(FailsafeLimitSettings)

  /// The algorithms by the names that scenario files use.
  public enum Name: String, Sendable, CaseIterable {
    case fixed, aimd, vegas, gradient2, failsafe

    /// The algorithm with its own defaults.
    public var standard: LimitAlgorithm {
      switch self {
      case .fixed: .fixed
      case .aimd: .aimd(AIMDLimitSettings())
      case .vegas: .vegas(VegasLimitSettings())
      case .gradient2: .gradient2(Gradient2LimitSettings())
      case .failsafe: .failsafe(FailsafeLimitSettings())
      }
    }

    /// The limit at the start and its bounds, as in the algorithm's source; a fixed one stands at 20.
    public var standardBounds: (initial: Int, min: Int, max: Int) {
      switch self {
      case .fixed: (20, 1, 200)
      case .aimd: (20, 20, 200)
      case .vegas: (20, 1, 1000)
      case .gradient2: (20, 20, 200)
      case .failsafe: (20, 1, 200)
      }
    }
  }

  public var name: Name {
    switch self {
    case .fixed: .fixed
    case .aimd: .aimd
    case .vegas: .vegas
    case .gradient2: .gradient2
    case .failsafe: .failsafe
    }
  }
}
