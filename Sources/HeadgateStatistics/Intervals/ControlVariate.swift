/// A mean made sharper by a control variate, whose own mean is known: ȳ − β̂ (x̄ − μ_x), by linear
/// regression, with n − 2 degrees of freedom (Lavenberg and Welch, 1981).
public struct ControlVariate: Sendable, Equatable {
  /// β̂: how much the values move with the control.
  public let slope: Double
  public let estimate: Double
  public let standardError: Double
  public let degreesOfFreedom: Double

  /// - Parameters:
  ///   - controls: The control's value of each replication.
  ///   - mean: μ_x, the control's true mean.
  /// - Returns: `nil` with fewer than three values, or where the control does not vary.
  public init?(_ values: [Double], controls: [Double], mean: Double) {
    precondition(values.count == controls.count, "a value has one control")
    let (y, x) = (SampleMoments(values), SampleMoments(controls))
    guard values.count > 2, x.sumOfSquares > 0 else { return nil }
    let products = zip(values, controls).reduce(0) { sum, pair in
      sum + (pair.0 - y.mean) * (pair.1 - x.mean)
    }
    slope = products / x.sumOfSquares
    estimate = y.mean - slope * (x.mean - mean)
    degreesOfFreedom = Double(values.count - 2)
    let residuals = zip(values, controls).reduce(0) { [slope] sum, pair in
      let rest = (pair.0 - y.mean) - slope * (pair.1 - x.mean)
      return sum + rest * rest
    }
    let distance = x.mean - mean
    standardError =
      (residuals / degreesOfFreedom
      * (1 / Double(values.count) + distance * distance / x.sumOfSquares)).squareRoot()
  }

  public func halfWidth(level: Double = 0.95) -> Double {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    return StudentT.quantile(0.5 + level / 2, degreesOfFreedom: degreesOfFreedom) * standardError
  }
}
