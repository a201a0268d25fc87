import HeadgateModel
import HeadgateStatistics

/// The p values of a variant's table, as one family.
enum PValueFamily {
  /// The comparisons with their p values adjusted by Benjamini and Hochberg.
  static func adjusted(_ comparisons: [MetricComparison]) -> [MetricComparison] {
    let tested = comparisons.indices.filter { comparisons[$0].pValue != nil }
    let values = PValueAdjustment.benjaminiHochberg.adjusted(
      tested.compactMap { comparisons[$0].pValue })
    var comparisons = comparisons
    for (index, value) in zip(tested, values) { comparisons[index].adjustedPValue = value }
    return comparisons
  }
}
