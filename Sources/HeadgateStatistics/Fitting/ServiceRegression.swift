/// A batch as a regression sees it.
public struct ServiceObservation: Sendable, Equatable {
  /// Of the batch.
  public var duration: Double
  /// At least 1.
  public var items: Int
  /// Of all its items; `nil` where it is not known.
  public var size: Double?

  public init(duration: Double, items: Int, size: Double? = nil) {
    self.duration = duration
    self.items = items
    self.size = size
  }
}

/// What a batch's duration is made of: base + perItem × items + perSize × size, none of them negative.
///
/// Least squares weighted by 1/items, as the variance of a sum grows with its terms, over all subsets
/// of the three that the observations can tell apart; the least BIC decides, so that a coefficient
/// that explains nothing is 0. Of subsets that are not told apart the earlier one in the list is taken: an
/// unvarying batch size says nothing about a base.
public struct ServiceRegression: Sendable, Equatable {
  public let base: Double
  public let perItem: Double
  public let perSize: Double
  /// The share of the durations' weighted variance that is explained, from 0 to 1.
  public let rSquared: Double
  /// Whether batch sizes vary, so that a base could be told from the items.
  public let tellsBase: Bool
  /// Whether sizes are known and vary.
  public let tellsSize: Bool

  /// - Parameter observations: At least one.
  public init(_ observations: [ServiceObservation]) {
    precondition(!observations.isEmpty, "nothing to regress")
    let sizes = observations.compactMap(\.size)
    tellsBase = Set(observations.map(\.items)).count > 1
    tellsSize =
      sizes.count == observations.count && (sizes.max() ?? 0) > (sizes.min() ?? 0)
    var subsets: [[Int]] = [[1]]
    if tellsBase { subsets.append([0, 1]) }
    if tellsSize { subsets.append([1, 2]) }
    if tellsBase, tellsSize { subsets.append([0, 1, 2]) }
    if tellsBase { subsets.append([0]) }
    if tellsSize { subsets += [[2], [0, 2]] }
    let fits = subsets.compactMap { LinearFit(observations, columns: $0) }
      .filter { $0.coefficients.allSatisfy { $0 >= 0 } }
    let n = Double(observations.count)
    let total = LinearFit.spread(observations)
    // What is left cannot be told from nothing below a billionth of all there is.
    let least = max(total * 1e-18, .leastNormalMagnitude)
    func bic(_ fit: LinearFit) -> Double {
      n * SpecialFunctions.log(max(fit.squares, least) / n)
        + Double(fit.columns.count) * SpecialFunctions.log(n)
    }
    let lowest = fits.map(bic).min() ?? 0
    let best = fits.first { bic($0) <= lowest + FamilyChoice.indistinct }
    base = best?.coefficient(of: 0) ?? 0
    perItem = best?.coefficient(of: 1) ?? 0
    perSize = best?.coefficient(of: 2) ?? 0
    rSquared = total > 0 ? max(0, 1 - (best?.squares ?? total) / total) : 1
  }
}

/// Weighted least squares on some of the columns 1, items and size.
private struct LinearFit {
  let columns: [Int]
  private(set) var coefficients: [Double]
  /// Weighted sum of squared residuals.
  private(set) var squares = 0.0

  /// `nil` where the columns cannot be told apart.
  init?(_ observations: [ServiceObservation], columns: [Int]) {
    self.columns = columns
    let count = columns.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: count)
    for observation in observations {
      let weight = 1 / Double(observation.items)
      let row = columns.map { Self.column($0, observation) }
      for i in 0..<count {
        for j in 0..<count { matrix[i][j] += weight * row[i] * row[j] }
        matrix[i][count] += weight * row[i] * observation.duration
      }
    }
    guard let solved = Self.solve(matrix) else { return nil }
    coefficients = solved
    for observation in observations {
      let predicted = zip(columns, solved).reduce(0) {
        $0 + $1.1 * Self.column($1.0, observation)
      }
      let residual = observation.duration - predicted
      squares += residual * residual / Double(observation.items)
    }
  }

  func coefficient(of column: Int) -> Double {
    columns.firstIndex(of: column).map { coefficients[$0] } ?? 0
  }

  /// Weighted squares about the weighted mean.
  static func spread(_ observations: [ServiceObservation]) -> Double {
    var (weights, sum) = (0.0, 0.0)
    for observation in observations {
      weights += 1 / Double(observation.items)
      sum += observation.duration / Double(observation.items)
    }
    return observations.reduce(0) { total, observation in
      let deviation = observation.duration - sum / weights
      return total + deviation * deviation / Double(observation.items)
    }
  }

  private static func column(_ column: Int, _ observation: ServiceObservation) -> Double {
    switch column {
    case 0: 1
    case 1: Double(observation.items)
    default: observation.size ?? 0
    }
  }

  /// Gauss's elimination with the largest pivot; `nil` where one is next to nothing of its column.
  private static func solve(_ matrix: [[Double]]) -> [Double]? {
    var rows = matrix
    let count = rows.count
    let scales = (0..<count).map { rows[$0][$0] }
    for pivot in 0..<count {
      let best = (pivot..<count).max { rows[$0][pivot].magnitude < rows[$1][pivot].magnitude }
      rows.swapAt(pivot, best ?? pivot)
      guard rows[pivot][pivot].magnitude > 1e-12 * scales[pivot], scales[pivot] > 0 else {
        return nil
      }
      for row in 0..<count where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }
}
