/// Parts of a whole, laid end to end.
package enum StackedSegments {
  /// Where each part begins and ends; negative parts, and what is not a number, count as 0.
  package static func places(_ parts: [Double], on scale: PlotScale) -> [ClosedRange<Double>] {
    var sum = 0.0
    return parts.map { part in
      let start = scale.place(sum)
      sum += part.isFinite ? max(part, 0) : 0
      return start...max(scale.place(sum), start)
    }
  }
}
