/// Lines over a common axis, with bands behind and markers on them.
package struct LinePlot: Sendable {
  /// What it shows, in a few words.
  package var title: String
  /// Its main figures, for who cannot see it.
  package var summary: String
  package var x: PlotAxis
  package var y: PlotAxis
  package var lines: [PlotLine]
  package var bands: [PlotBand]
  package var markers: [PlotMarker]

  package init(
    title: String, summary: String, x: PlotAxis, y: PlotAxis, lines: [PlotLine],
    bands: [PlotBand] = [], markers: [PlotMarker] = []
  ) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.lines = lines
    self.bands = bands
    self.markers = markers
  }

  /// The plot as an SVG element that carries all that it needs but the style sheet.
  package func svg(_ size: PlotSize) -> Markup {
    let drawing = LinePlotDrawing(self, size: size)
    var markup = Markup()
    markup.element("svg", drawing.attributes) { drawing.draw(in: &$0) }
    return markup
  }
}
