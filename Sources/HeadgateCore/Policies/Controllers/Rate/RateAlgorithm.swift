/// How the rate multiplier follows from what is seen, with that algorithm's own settings.
public enum RateAlgorithm: Sendable, Equatable {
  /// The multiplier never moves.
  case fixed
  /// The original's feedback loop (rule C4).
  case watermark(WatermarkSettings)
  /// Additive increase, multiplicative decrease.
  case aimd(AIMDRateSettings)
  /// Proportional and integral on the queueing delay.
  case pi(PISettings)
  /// CoDel's idea: the least queueing delay over a window.
  case minimumDelay(MinimumDelaySettings)
  /// botocore's adaptive mode, by CUBIC.
  case awsAdaptive(AWSAdaptiveSettings)

  /// The algorithms by the names that scenario files use.
  public enum Name: String, Sendable, CaseIterable {
    case fixed, watermark, aimd, pi
    case minimumDelay = "minimum-delay"
    case awsAdaptive = "aws-adaptive"

    /// The algorithm with its own defaults.
    public var standard: RateAlgorithm {
      switch self {
      case .fixed: .fixed
      case .watermark: .watermark(WatermarkSettings())
      case .aimd: .aimd(AIMDRateSettings())
      case .pi: .pi(PISettings())
      case .minimumDelay: .minimumDelay(MinimumDelaySettings())
      case .awsAdaptive: .awsAdaptive(AWSAdaptiveSettings())
      }
    }

    /// Time between two looks where nothing else is said.
    public var standardInterval: Nanoseconds {
      switch self {
      case .fixed, .watermark, .aimd, .pi: .second
      case .minimumDelay, .awsAdaptive: 500 * .millisecond
      }
    }
  }

  public var name: Name {
    switch self {
    case .fixed: .fixed
    case .watermark: .watermark
    case .aimd: .aimd
    case .pi: .pi
    case .minimumDelay: .minimumDelay
    case .awsAdaptive: .awsAdaptive
    }
  }

  /// Whether it goes by how long jobs wait for a worker.
  var watchesDelay: Bool {
    switch self {
    case .pi, .minimumDelay: true
    case .fixed, .watermark, .aimd, .awsAdaptive: false
    }
  }

  /// Whether it counts jobs that leave the stages.
  var watchesPassages: Bool {
    if case .awsAdaptive = self { true } else { false }
  }
}
