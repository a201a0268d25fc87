extension ControllerSettings {
  /// The original's preset for testing: 10 tokens/s, reduced to 30 % under congestion.
  public static let conservative = ControllerSettings(rate: 10, decrease: 0.3)
  /// The original's production default: 50 tokens/s, reduced to 50 %.
  public static let balanced = ControllerSettings(rate: 50, decrease: 0.5)
  /// The original's high-throughput preset: 200 tokens/s, reduced to 60 %.
  public static let aggressive = ControllerSettings(rate: 200, decrease: 0.6)

  /// Additive increase, multiplicative decrease.
  public static let aimd = spanning(.aimd(AIMDRateSettings()))
  /// Proportional and integral on the queueing delay.
  public static let pi = spanning(.pi(PISettings()))
  /// CoDel's idea: the least queueing delay over a window.
  public static let minimumDelay = spanning(.minimumDelay(MinimumDelaySettings()))
  /// botocore's adaptive mode: from the base rate on by what a service throttles.
  public static let awsAdaptive = spanning(.awsAdaptive(AWSAdaptiveSettings()))

  /// A balanced base rate, free to move over what the three presets of the original span between
  /// them: 2.5 to 200 tokens/s. The settings that are a rate's own then matter less than how it moves.
  private static func spanning(_ algorithm: RateAlgorithm) -> ControllerSettings {
    ControllerSettings(rate: 50, minMultiplier: 0.05, maxMultiplier: 4, algorithm: algorithm)
  }
}
