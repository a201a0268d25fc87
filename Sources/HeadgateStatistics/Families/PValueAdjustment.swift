/// How the p values of a family of tests are raised, so that each can be held against one level.
public enum PValueAdjustment: Sendable, CaseIterable {
  /// Bounds the chance of any false alarm in the family, whatever depends on what (Holm, 1979).
  case holm
  /// Bounds the expected share of false alarms among the alarms, for independent or positively
  /// dependent tests (Benjamini and Hochberg, 1995).
  case benjaminiHochberg
  /// The same under any dependence, at the price of a factor Σ 1/i (Benjamini and Yekutieli, 2001).
  case benjaminiYekutieli

  /// The adjusted p values, in the order of `pValues`; a test is rejected at a level that its
  /// adjusted value does not exceed.
  public func adjusted(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "a p value lies between 0 and 1")
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    let count = Double(pValues.count)
    var adjusted = pValues
    switch self {
    case .holm:
      var largest = 0.0
      for (place, index) in order.enumerated() {
        largest = max(largest, (count - Double(place)) * pValues[index])
        adjusted[index] = min(1, largest)
      }
    case .benjaminiHochberg, .benjaminiYekutieli:
      let factor = self == .benjaminiHochberg ? 1 : Self.harmonicSum(pValues.count)
      var smallest = 1.0
      for (place, index) in order.enumerated().reversed() {
        smallest = min(smallest, factor * (count * pValues[index] / Double(place + 1)))
        adjusted[index] = smallest
      }
    }
    return adjusted
  }

  private static func harmonicSum(_ count: Int) -> Double {
    (0..<count).reduce(0) { $0 + 1 / Double($1 + 1) }
  }
}
