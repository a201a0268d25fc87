/// Positive values to fit distributions to, with what all fits ask of them.
public struct FittingSample: Sendable {
  /// Ascending.
  public let values: [Double]
  public let moments: SampleMoments
  /// Of the values' logarithms.
  public let logMoments: SampleMoments

  /// - Parameter values: In any order; at least one, all above 0.
  public init(_ values: some Sequence<Double>) {
    self.values = values.sorted()
    precondition(self.values.first.map { $0 > 0 } ?? false, "positive values are fitted")
    moments = SampleMoments(self.values)
    logMoments = SampleMoments(self.values.lazy.map(SpecialFunctions.log))
  }

  public var count: Int { values.count }

  /// Standard deviation over mean, over n.
  public var cv: Double {
    (moments.sumOfSquares / Double(count)).squareRoot() / moments.mean
  }
}
