/// Draws grid lines and the labels of a plot's two axes.
struct AxisDrawing {
  let frame: PlotFrame

  func draw(
    x: PlotAxis, on xScale: PlotScale, y: PlotAxis, on yScale: PlotScale, in markup: inout Markup
  ) {
    for tick in y.ticks { drawRow(tick, at: yScale.place(tick.value), in: &markup) }
    for tick in x.ticks { drawColumn(tick, at: xScale.place(tick.value), in: &markup) }
    line("axis", frame.minX, frame.maxY, frame.maxX, frame.maxY, in: &markup)
  }

  func drawRow(_ tick: PlotTick, at place: Double, in markup: inout Markup) {
    line("grid", frame.minX, place, frame.maxX, place, in: &markup)
    text(tick.label, frame.minX - 7, place + 4, anchor: "end", in: &markup)
  }

  func drawColumn(_ tick: PlotTick, at place: Double, in markup: inout Markup) {
    line("tick", place, frame.maxY, place, frame.maxY + 4, in: &markup)
    // The last label would stick out.
    let isLast = place > frame.width - 24
    text(
      tick.label, isLast ? frame.width - 2 : place, frame.maxY + 18,
      anchor: isLast ? "end" : "middle", in: &markup)
  }

  private func line(
    _ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double,
    in markup: inout Markup
  ) {
    markup.element(
      "line",
      [
        "class": name, "x1": Coordinate.text(x1), "y1": Coordinate.text(y1),
        "x2": Coordinate.text(x2), "y2": Coordinate.text(y2),
      ])
  }

  private func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String, in markup: inout Markup
  ) {
    markup.element(
      "text",
      [
        "class": "tick-label", "x": Coordinate.text(x), "y": Coordinate.text(y),
        "text-anchor": anchor,
      ], text: text)
  }
}
