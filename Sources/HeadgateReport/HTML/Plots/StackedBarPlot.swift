import HeadgateModel

/// Bars of parts, one a row, on a common axis of seconds.
package struct StackedBarPlot: Sendable {
  package struct Bar: Sendable {
    package var name: String
    /// Seconds, one a part.
    package var parts: [Double]

    package init(name: String, parts: [Double]) {
      self.name = name
      self.parts = parts
    }
  }

  private static let barHeight = 20.0
  private static let rowHeight = 44.0
  private static let characterWidth = 6.6

  package var title: String
  package var summary: String
  package var partNames: [String]
  /// The style of each part.
  package var styles: [PlotStyle]
  package var bars: [Bar]

  package init(
    title: String, summary: String, partNames: [String], styles: [PlotStyle], bars: [Bar]
  ) {
    precondition(partNames.count == styles.count, "a part has a style")
    precondition(bars.allSatisfy { $0.parts.count == partNames.count }, "a bar has all parts")
    self.title = title
    self.summary = summary
    self.partNames = partNames
    self.styles = styles
    self.bars = bars
  }

  /// Parts that a bar has something of.
  package var shown: [Int] {
    partNames.indices.filter { part in bars.contains { $0.parts[part] > 0 } }
  }

  package func svg(_ size: PlotSize) -> Markup {
    let height = Double(bars.count) * Self.rowHeight + 30
    let frame = PlotFrame(
      width: size.width, height: height, left: 2, right: 74, top: 0, bottom: 28)
    let axis = PlotAxis.values(bars.map(Self.sum), unit: .seconds)
    let scale = axis.scale(from: frame.minX, to: frame.maxX)
    var markup = Markup()
    markup.element(
      "svg",
      [
        "class": "bars", "role": "img", "aria-label": "\(title). \(summary)",
        "viewBox": "0 0 \(Coordinate.text(size.width)) \(Coordinate.text(height))",
      ]
    ) { svg in
      let drawing = AxisDrawing(frame: frame)
      for tick in axis.ticks { drawing.drawColumn(tick, at: scale.place(tick.value), in: &svg) }
      for (row, bar) in bars.enumerated() {
        draw(bar, top: Double(row) * Self.rowHeight, scale, in: &svg)
      }
    }
    return markup
  }

  private static func sum(_ bar: Bar) -> Double { bar.parts.reduce(0) { $0 + max($1, 0) } }

  private func draw(_ bar: Bar, top: Double, _ scale: PlotScale, in svg: inout Markup) {
    let sum = Self.sum(bar)
    Self.text("bar-name", bar.name, x: scale.start, y: top + 13, in: &svg)
    let places = StackedSegments.places(bar.parts, on: scale)
    for (part, place) in places.enumerated() where bar.parts[part] > 0 {
      draw(part, bar.parts[part], of: sum, place, top: top + 18, in: &svg)
    }
    Self.text(
      "bar-sum", FigureText.text(sum, .seconds), x: (places.last?.upperBound ?? 0) + 6,
      y: top + 33, in: &svg)
  }

  private func draw(
    _ part: Int, _ value: Double, of sum: Double, _ place: ClosedRange<Double>, top: Double,
    in svg: inout Markup
  ) {
    let width = place.upperBound - place.lowerBound
    let name = partNames[part]
    let figure = FigureText.text(value, .seconds)
    svg.element("g", ["class": styles[part].name]) { group in
      group.element(
        "rect",
        [
          "class": "part", "x": Coordinate.text(place.lowerBound), "y": Coordinate.text(top),
          "width": Coordinate.text(max(width - 1, 0.5)), "height": Coordinate.text(Self.barHeight),
        ]
      ) {
        let share = Decimal.fixed(value / sum * 100, decimals: 1)
        $0.element("title", text: "\(name): \(figure), \(share) %")
      }
      let texts = ["\(name) \(figure)", name]
      if let text = texts.first(where: { Double($0.count) * Self.characterWidth + 8 < width }) {
        Self.text("part-name", text, x: place.lowerBound + 4, y: top + 14.5, in: &group)
      }
    }
  }

  private static func text(
    _ name: String, _ text: String, x: Double, y: Double, in svg: inout Markup
  ) {
    svg.element(
      "text", ["class": name, "x": Coordinate.text(x), "y": Coordinate.text(y)], text: text)
  }
}
