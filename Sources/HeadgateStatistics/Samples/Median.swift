/// The middle of a sample.
public enum Median {
  /// The middle value, the mean of the two middle ones where the sample is even; `nil` of none.
  public static func of(_ sample: some Sequence<Double>) -> Double? {
    let sorted = sample.sorted()
    return sorted.isEmpty ? nil : ofSorted(sorted)
  }

  /// The same of a sample in ascending order, at least one value.
  static func ofSorted(_ sorted: [Double]) -> Double {
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
