/// A line of a plot, and the range that it is the middle of.
package struct PlotLine: Sendable, Equatable {
  /// The extent of a line's replications at a point.
  package struct Extent: Sendable, Equatable {
    package var x: Double
    package var low: Double
    package var high: Double

    package init(x: Double, low: Double, high: Double) {
      self.x = x
      self.low = low
      self.high = high
    }
  }

  /// The most points that are drawn of one line.
  package static let mostPoints = 1000

  /// In full, for the values under the pointer.
  package var name: String
  /// Short, beside the line's end; empty for none.
  package var label: String
  package var style: PlotStyle
  /// Stretches with a value at every point.
  package var segments: [[PlotPoint]]
  /// Empty where nothing varies.
  package var extents: [Extent]

  package init(
    name: String, label: String = "", style: PlotStyle, segments: [[PlotPoint]],
    extents: [Extent] = []
  ) {
    self.name = name
    self.label = label
    self.style = style
    self.segments = segments.filter { !$0.isEmpty }
    self.extents = extents
  }

  package var points: [PlotPoint] { segments.flatMap(\.self) }

  /// The line with as many points as a plot can show, peaks kept.
  package var drawn: PlotLine {
    let count = segments.reduce(0) { $0 + $1.count }
    guard count > Self.mostPoints else { return self }
    var line = self
    line.segments = segments.map {
      Downsampling.extremes($0, most: max(4, $0.count * Self.mostPoints / count))
    }
    line.extents = Self.merged(extents)
    return line
  }

  /// Neighbours taken together, so that at most half as many are left as a line has points.
  private static func merged(_ extents: [Extent]) -> [Extent] {
    let size = max(1, (extents.count * 2 + mostPoints - 1) / mostPoints)
    return stride(from: 0, to: extents.count, by: size).map { start in
      let part = extents[start..<min(start + size, extents.count)]
      return Extent(
        x: part.reduce(0) { $0 + $1.x } / Double(part.count),
        low: part.reduce(.infinity) { min($0, $1.low) },
        high: part.reduce(-.infinity) { max($0, $1.high) })
    }
  }
}
