import HeadgateStatistics

/// Takes the values of an axis to places in a plot, evenly or by their logarithm.
package struct PlotScale: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case linear, logarithmic
  }

  package let kind: Kind
  package let low: Double
  package let high: Double
  /// Places of `low` and `high`.
  package let start: Double
  package let end: Double

  /// - Precondition: `low < high`, both finite, and above 0 on a logarithmic scale.
  package init(_ kind: Kind = .linear, low: Double, high: Double, start: Double, end: Double) {
    precondition(low < high && low.isFinite && high.isFinite, "an axis has a length")
    precondition(kind == .linear || low > 0, "a logarithmic axis begins above 0")
    self.kind = kind
    self.low = low
    self.high = high
    self.start = start
    self.end = end
  }

  /// The place of a value; of one that is off the axis, or not a number, the end that it is beyond.
  package func place(_ value: Double) -> Double {
    guard value > low else { return start }
    guard value < high else { return end }
    return start + share(value) * (end - start)
  }

  private func share(_ value: Double) -> Double {
    switch kind {
    case .linear: (value - low) / (high - low)
    case .logarithmic: SpecialFunctions.log(value / low) / SpecialFunctions.log(high / low)
    }
  }
}
