/// A mean with its Student t interval: x̄ ± t_{n−1} s/√n.
///
/// The values are taken as independent, which replications are and the jobs of one run are not.
public struct MeanInterval: Sendable, Equatable {
  public let count: Int
  public let mean: Double
  /// The confidence level, 0.95 by default.
  public let level: Double
  /// `nil` with fewer than two values.
  public let standardDeviation: Double?
  /// Half the interval's width; `nil` with fewer than two values.
  public let halfWidth: Double?
  /// The factor between standard error and half width; `nil` where the values do not vary.
  let factor: Double?

  /// The interval of a sample; `nil` where it is empty.
  public init?(_ values: some Sequence<Double>, level: Double = 0.95) {
    self.init(SampleMoments(values), level: level)
  }

  /// The interval of a sample by its moments; `nil` where it is empty.
  public init?(_ moments: SampleMoments, level: Double = 0.95) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    guard moments.count > 0 else { return nil }
    count = moments.count
    mean = moments.mean
    self.level = level
    standardDeviation = moments.standardDeviation
    let factor = moments.standardError.flatMap {
      $0 == 0 ? nil : Self.quantile(level: level, count: moments.count)
    }
    self.factor = factor
    halfWidth = moments.standardError.map { error in factor.map { error * $0 } ?? 0 }
  }

  public var low: Double? { halfWidth.map { mean - $0 } }
  public var high: Double? { halfWidth.map { mean + $0 } }

  /// The factor between a mean's standard error and half its interval.
  static func quantile(level: Double, count: Int) -> Double {
    StudentT.quantile(0.5 + level / 2, degreesOfFreedom: Double(count - 1))
  }
}
