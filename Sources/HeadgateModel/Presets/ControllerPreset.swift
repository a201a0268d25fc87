public import HeadgateCore

/// The controllers that a scenario may name: what steers the rate, what bounds the jobs in the stages.
public enum ControllerPreset: String, Sendable, CaseIterable {
  case conservative, balanced, aggressive, aimd, pi
  case minimumDelay = "minimum-delay"
  case awsAdaptive = "aws-adaptive"
  case vegas, gradient2, failsafe

  /// The token bucket and what steers its rate; `nil` where the preset bounds concurrency alone.
  public var settings: ControllerSettings? {
    switch self {
    case .conservative: .conservative
    case .balanced: .balanced
    case .aggressive: .aggressive
    case .aimd: .aimd
    case .pi: .pi
    case .minimumDelay: .minimumDelay
    case .awsAdaptive: .awsAdaptive
    case .vegas, .gradient2, .failsafe: nil
    }
  }

  /// The bound on jobs in the stages; `nil` where the preset steers a rate alone.
  public var limiter: LimiterSettings? {
    switch self {
    case .conservative, .balanced, .aggressive, .aimd, .pi, .minimumDelay, .awsAdaptive: nil
    case .vegas: .vegas
    case .gradient2: .gradient2
    case .failsafe: .failsafe
    }
  }

  /// Those that steer a rate, and those that bound concurrency.
  public static let rates = allCases.filter { $0.settings != nil }
  public static let limiters = allCases.filter { $0.limiter != nil }

  /// One line for help.
  public var summary: String {
    switch self {
    case .conservative: "for testing: 10 tokens/s, cut to 30% under congestion"
    case .balanced: "production default: 50 tokens/s, cut to 50% under congestion"
    case .aggressive: "high throughput: 200 tokens/s, cut to 60% under congestion"
    case .aimd: "additive increase, halved where a buffer is over 80% full"
    case .pi: "holds the wait for a worker at 500 ms"
    case .minimumDelay: "CoDel's idea: cut where the least wait stays over 100 ms for 2 s"
    case .awsAdaptive: "botocore's adaptive mode: 50 tokens/s until a service throttles"
    case .vegas: "jobs in the stages, by TCP Vegas' estimate of how many of them wait"
    case .gradient2: "jobs in the stages, by slow over present round trip (Netflix)"
    case .failsafe: "jobs in the stages, by failsafe-go's adaptive limiter"
    }
  }
}
