import HeadgateStatistics

/// A mean over replications with its Student t interval, relieved of what known means explain.
///
/// A replication in which more work arrives than on average has longer waits. What arrives has a
/// mean that the scenario itself states, so a regression of the figure on it takes that part of the
/// noise away: control variates (Lavenberg and Welch, "A perspective on the use of control variables
/// to increase the efficiency of Monte Carlo simulations", 1981). The interval is that of the
/// regression's constant, with a degree of freedom less for each control. Without controls it is the
/// plain t interval.
struct ControlledInterval: Sendable {
  let mean: Double
  private let standardError: Double
  private let degreesOfFreedom: Double

  /// - Parameters:
  ///   - values: The figure in each replication.
  ///   - controls: Each control's deviation from its known mean in each replication; those that do
  ///     not vary are left out.
  init(_ values: [Double], controls: [[Double]] = []) {
    let count = values.count
    // Scaled to one, or the equations would be as lopsided as the controls' units.
    let scaled = controls.compactMap { control -> [Double]? in
      let size = (control.reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
      return control.allSatisfy { $0 == control[0] } ? nil : control.map { $0 / size }
    }
    let columns = [[Double](repeating: 1, count: count)] + scaled
    let inverse = Self.inverse(
      columns.map { a in columns.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } })
    let products = columns.map { zip($0, values).reduce(0) { $0 + $1.0 * $1.1 } }
    let weights = inverse.map { row in zip(row, products).reduce(0) { $0 + $1.0 * $1.1 } }
    var squares = 0.0
    for i in 0..<count {
      let fitted = zip(columns, weights).reduce(0) { $0 + $1.0[i] * $1.1 }
      squares += (values[i] - fitted) * (values[i] - fitted)
    }
    mean = weights[0]
    degreesOfFreedom = Double(count - columns.count)
    standardError = (squares / degreesOfFreedom * inverse[0][0]).squareRoot()
  }

  func halfWidth(level: Double) -> Double {
    standardError * StudentT.quantile(0.5 + level / 2, degreesOfFreedom: degreesOfFreedom)
  }

  /// Of a symmetric positive definite matrix, by Gauss and Jordan.
  private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
    let size = matrix.count
    var rows = matrix.enumerated().map { i, row in
      row + (0..<size).map { $0 == i ? 1.0 : 0 }
    }
    for pivot in 0..<size {
      let divisor = rows[pivot][pivot]
      rows[pivot] = rows[pivot].map { $0 / divisor }
      for i in 0..<size where i != pivot {
        let factor = rows[i][pivot]
        rows[i] = zip(rows[i], rows[pivot]).map { $0 - factor * $1 }
      }
    }
    return rows.map { Array($0[size...]) }
  }
}
