/// Draws a line plot: bands, grid, ranges, lines, markers, and labels beside the lines' ends.
struct LinePlotDrawing {
  private static let labelWidth = 6.7
  private static let longestLabel = 14

  private let plot: LinePlot
  private let frame: PlotFrame
  private let x: PlotScale
  private let y: PlotScale
  private let lines: [PlotLine]

  init(_ plot: LinePlot, size: PlotSize) {
    self.plot = plot
    let longest = plot.lines.map { Self.shown($0.label).count }.max() ?? 0
    let lanes = BandDrawing.lanes(plot.bands)
    frame = PlotFrame(
      width: size.width, height: size.height + Double(lanes) * BandDrawing.laneHeight, left: 62,
      right: longest == 0 ? 16 : 14 + Double(longest) * Self.labelWidth,
      top: 10 + Double(lanes) * BandDrawing.laneHeight, bottom: 28)
    x = plot.x.scale(from: frame.minX, to: frame.maxX)
    y = plot.y.scale(from: frame.maxY, to: frame.minY)
    lines = plot.lines.map(\.drawn)
  }

  /// What tells what is drawn to who cannot see it, and its scales to the script.
  var attributes: KeyValuePairs<String, String> {
    [
      "class": "plot", "viewBox": Self.numbers([0, 0, frame.width, frame.height]), "role": "img",
      "aria-label": "\(plot.title). \(plot.summary)", "tabindex": "0",
      "data-x": plot.x.quantity.name, "data-y": plot.y.quantity.name,
      "data-x-scale": scale(plot.x, x), "data-y-scale": scale(plot.y, y),
    ]
  }

  private func scale(_ axis: PlotAxis, _ scale: PlotScale) -> String {
    "\(axis.kind.rawValue) \(axis.low) \(axis.high) "
      + Self.numbers([scale.start, scale.end])
  }

  func draw(in markup: inout Markup) {
    BandDrawing(frame: frame, x: x).draw(plot.bands, in: &markup)
    AxisDrawing(frame: frame).draw(x: plot.x, on: x, y: plot.y, on: y, in: &markup)
    for line in lines where !line.extents.isEmpty { draw(line.extents, line.style, in: &markup) }
    for line in lines { draw(line, in: &markup) }
    for marker in plot.markers { draw(marker, in: &markup) }
    drawLabels(in: &markup)
  }

  private func draw(_ extents: [PlotLine.Extent], _ style: PlotStyle, in markup: inout Markup) {
    let top = extents.map { place($0.x, $0.high) }
    let bottom = extents.reversed().map { place($0.x, $0.low) }
    markup.element(
      "path",
      ["class": "range \(style.name)", "d": "M" + (top + bottom).joined(separator: " ") + "Z"])
  }

  private func draw(_ line: PlotLine, in markup: inout Markup) {
    let paths = line.segments.map { segment in
      let places = segment.map { place($0.x, $0.y) }
      // A line from a point to itself is drawn as a dot.
      return "M" + (places.count == 1 ? places + places : places).joined(separator: " ")
    }
    guard !paths.isEmpty else { return }
    markup.element(
      "path",
      ["class": "line \(line.style.name)", "data-name": line.name, "d": paths.joined()])
  }

  private func place(_ x: Double, _ y: Double) -> String {
    Coordinate.text(self.x.place(x)) + "," + Coordinate.text(self.y.place(y))
  }

  private func draw(_ marker: PlotMarker, in markup: inout Markup) {
    let (x, y) = (x.place(marker.point.x), y.place(marker.point.y))
    let path =
      switch marker.shape {
      case .up: [(x - 4, y + 3.5), (x, y - 4), (x + 4, y + 3.5)]
      case .down: [(x - 4, y - 3.5), (x, y + 4), (x + 4, y - 3.5)]
      case .diamond: [(x - 4, y), (x, y - 4), (x + 4, y), (x, y + 4)]
      }
    let places = path.map { Coordinate.text($0.0) + "," + Coordinate.text($0.1) }
    markup.element(
      "path",
      [
        "class": "marker \(marker.style.name)", "d": "M" + places.joined(separator: " ") + "Z",
      ]
    ) { $0.element("title", text: marker.text) }
  }

  private func drawLabels(in markup: inout Markup) {
    let labelled = lines.compactMap { line in
      line.segments.last?.last.flatMap { line.label.isEmpty ? nil : (line: line, end: $0) }
    }
    let places = LabelSpread.places(
      labelled.map { y.place($0.end.y) }, spacing: 13, from: frame.minY + 4, to: frame.maxY)
    for (item, place) in zip(labelled, places) {
      let end = (x: x.place(item.end.x), y: y.place(item.end.y))
      let left = frame.maxX + 6
      if (place - end.y).magnitude > 3 || left - end.x > 10 {
        markup.element(
          "path",
          [
            "class": "leader \(item.line.style.name)",
            "d": "M\(Self.numbers([end.x + 2, end.y])) \(Self.numbers([left - 1, place]))",
          ])
      }
      markup.element(
        "text",
        [
          "class": "label \(item.line.style.name)", "x": Coordinate.text(left + 2),
          "y": Coordinate.text(place + 4),
        ], text: Self.shown(item.line.label))
    }
  }

  private static func shown(_ label: String) -> String {
    ShortText.cut(label, to: longestLabel)
  }

  private static func numbers(_ values: [Double]) -> String {
    values.map(Coordinate.text).joined(separator: " ")
  }
}
