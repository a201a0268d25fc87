/// Mean and variance of a sample, one value at a time (Welford, 1962).
///
/// Stable against a large common offset, and exact where all values are equal.
public struct SampleMoments: Sendable, Equatable {
  public private(set) var count = 0
  /// 0 while empty.
  public private(set) var mean = 0.0
  /// Σ (x − mean)².
  public private(set) var sumOfSquares = 0.0

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  public mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / Double(count)
    sumOfSquares += difference * (value - mean)
  }

  /// The sample variance, over n − 1; `nil` with fewer than two values.
  public var variance: Double? {
    count < 2 ? nil : sumOfSquares / Double(count - 1)
  }

  /// The square root of the sample variance.
  public var standardDeviation: Double? {
    variance?.squareRoot()
  }

  /// The standard deviation of the mean, values taken as independent.
  public var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }
}
