package import HeadgateModel

/// Bars of one figure each, one a row, on a common axis.
package struct BarPlot: Sendable {
  package struct Bar: Sendable {
    package var name: String
    package var value: Double
    package var style: PlotStyle

    package init(name: String, value: Double, style: PlotStyle) {
      self.name = name
      self.value = value
      self.style = style
    }
  }

  private static let rowHeight = 36.0

  package var title: String
  package var summary: String
  package var unit: MetricUnit
  package var bars: [Bar]

  package init(title: String, summary: String, unit: MetricUnit, bars: [Bar]) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.bars = bars
  }

  package func svg(_ size: PlotSize) -> Markup {
    let height = Double(bars.count) * Self.rowHeight + 30
    let frame = PlotFrame(
      width: size.width, height: height, left: 2, right: 74, top: 0, bottom: 28)
    let axis = PlotAxis.values(bars.map { max($0.value, 0) }, unit: unit)
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

  private func draw(_ bar: Bar, top: Double, _ scale: PlotScale, in svg: inout Markup) {
    let end = scale.place(max(bar.value, 0))
    text("bar-name", bar.name, x: scale.start, y: top + 13, in: &svg)
    svg.element("g", ["class": bar.style.name]) { group in
      group.element(
        "rect",
        [
          "class": "part", "x": Coordinate.text(scale.start), "y": Coordinate.text(top + 17),
          "width": Coordinate.text(max(end - scale.start, 0.5)), "height": "14",
        ]
      ) { $0.element("title", text: "\(bar.name): \(FigureText.text(bar.value, unit))") }
    }
    text("bar-sum", FigureText.text(bar.value, unit), x: end + 6, y: top + 28, in: &svg)
  }

  private func text(_ name: String, _ text: String, x: Double, y: Double, in svg: inout Markup) {
    svg.element(
      "text", ["class": name, "x": Coordinate.text(x), "y": Coordinate.text(y)], text: text)
  }
}
