package import HeadgateModel

/// Pairs of figures of one metric, a pair a replication: dots joined by lines, a group a comparison.
package struct DotPairPlot: Sendable {
  package struct Group: Sendable {
    package var name: String
    package var baseline: [Double]
    package var candidate: [Double]
    package var style: PlotStyle

    /// - Precondition: as many on either side.
    package init(name: String, baseline: [Double], candidate: [Double], style: PlotStyle) {
      precondition(baseline.count == candidate.count, "pairs have two sides")
      self.name = name
      self.baseline = baseline
      self.candidate = candidate
      self.style = style
    }
  }

  package var title: String
  package var summary: String
  package var unit: MetricUnit
  package var baselineStyle: PlotStyle
  package var groups: [Group]

  package init(
    title: String, summary: String, unit: MetricUnit, baselineStyle: PlotStyle, groups: [Group]
  ) {
    self.title = title
    self.summary = summary
    self.unit = unit
    self.baselineStyle = baselineStyle
    self.groups = groups
  }

  package func svg(_ size: PlotSize) -> Markup {
    let frame = PlotFrame(
      width: size.width, height: size.height, left: 62, right: 10, top: 12, bottom: 28)
    let values = groups.flatMap { $0.baseline + $0.candidate }
    let axis = PlotAxis.values(
      values, unit: unit, isLogarithmicAllowed: unit == .seconds, beginsAtZero: false)
    let scale = axis.scale(from: frame.maxY, to: frame.minY)
    let width = (frame.maxX - frame.minX) / Double(max(groups.count, 1))
    var markup = Markup()
    markup.element(
      "svg",
      [
        "class": "dots", "role": "img", "aria-label": "\(title). \(summary)",
        "viewBox": "0 0 \(Coordinate.text(frame.width)) \(Coordinate.text(frame.height))",
      ]
    ) { svg in
      let axes = AxisDrawing(frame: frame)
      for tick in axis.ticks { axes.drawRow(tick, at: scale.place(tick.value), in: &svg) }
      for (position, group) in groups.enumerated() {
        let left = frame.minX + Double(position) * width
        draw(group, left + width * 0.25, left + width * 0.75, scale, in: &svg)
        svg.element(
          "text",
          [
            "class": "label \(group.style.name)", "text-anchor": "middle",
            "x": Coordinate.text(left + width / 2), "y": Coordinate.text(frame.maxY + 18),
          ], text: ShortText.cut(group.name, to: max(3, Int(width / 6.8))))
      }
    }
    return markup
  }

  private func draw(
    _ group: Group, _ left: Double, _ right: Double, _ scale: PlotScale, in svg: inout Markup
  ) {
    for (before, after) in zip(group.baseline, group.candidate) {
      let (start, end) = (scale.place(before), scale.place(after))
      svg.element("g", ["class": "pair"]) { pair in
        pair.element(
          "title",
          text: "\(FigureText.text(before, unit)) to \(FigureText.text(after, unit))")
        pair.element(
          "line",
          [
            "x1": Coordinate.text(left), "y1": Coordinate.text(start),
            "x2": Coordinate.text(right), "y2": Coordinate.text(end),
          ])
        dot(baselineStyle, left, start, in: &pair)
        dot(group.style, right, end, in: &pair)
      }
    }
  }

  private func dot(_ style: PlotStyle, _ x: Double, _ y: Double, in markup: inout Markup) {
    markup.element(
      "circle",
      [
        "class": "dot \(style.name)", "cx": Coordinate.text(x), "cy": Coordinate.text(y),
        "r": "3.2",
      ])
  }
}
