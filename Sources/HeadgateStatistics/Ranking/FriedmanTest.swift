/// Friedman's test (1937) whether treatments differ over blocks, with Conover's comparison of pairs:
/// what a race uses to drop what is surely worse (Birattari, 2002).
public struct FriedmanTest: Sendable, Equatable {
  public let blocks: Int
  public let treatments: Int
  /// The rank sum of each treatment; rank 1 is the smallest value of a block, equal values share.
  public let rankSums: [Double]
  /// T, about χ² with treatments − 1 degrees of freedom where nothing differs.
  public let statistic: Double
  /// Σ ranks² − n k (k+1)²/4: how much the ranks vary, less with ties.
  private let spread: Double

  /// - Parameter values: One row a block, each with the value of every treatment.
  /// - Returns: `nil` with fewer than two blocks or treatments, or where every block is all equal.
  public init?(_ values: [[Double]]) {
    guard values.count >= 2, let treatments = values.first?.count, treatments >= 2 else {
      return nil
    }
    precondition(values.allSatisfy { $0.count == treatments }, "a block has every treatment")
    let ranks = values.map { MidRanks.doubled($0).map { Double($0) / 2 } }
    let (n, k) = (Double(values.count), Double(treatments))
    rankSums = (0..<treatments).map { treatment in ranks.reduce(0) { $0 + $1[treatment] } }
    spread =
      ranks.joined().reduce(0) { $0 + $1 * $1 } - n * k * (k + 1) * (k + 1) / 4
    guard spread > 0 else { return nil }
    let between = rankSums.reduce(0) { sum, rankSum in
      let distance = rankSum - n * (k + 1) / 2
      return sum + distance * distance
    }
    statistic = (k - 1) * between / spread
    blocks = values.count
    self.treatments = treatments
  }

  public var pValue: Double {
    ChiSquare.upperTail(statistic, degreesOfFreedom: Double(treatments - 1))
  }

  /// How far apart two rank sums must lie to differ at a level (Conover, 1999):
  /// t_{1−α/2, (n−1)(k−1)} √(2n (1 − T/(n(k−1))) · spread / ((n−1)(k−1))).
  public func criticalDifference(level: Double = 0.05) -> Double {
    precondition(level > 0 && level < 1, "a level of significance lies between 0 and 1")
    let (n, k) = (Double(blocks), Double(treatments))
    let freedom = (n - 1) * (k - 1)
    let rest = max(0, 1 - statistic / (n * (k - 1)))
    return StudentT.quantile(1 - level / 2, degreesOfFreedom: freedom)
      * (2 * n * rest * spread / freedom).squareRoot()
  }
}
