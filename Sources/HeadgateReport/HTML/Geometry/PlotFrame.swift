/// The size of a plot and the room that it leaves around its lines, in SVG units.
package struct PlotFrame: Sendable, Equatable {
  package var width: Double
  package var height: Double
  package var left: Double
  package var right: Double
  package var top: Double
  package var bottom: Double

  package init(
    width: Double, height: Double, left: Double, right: Double, top: Double, bottom: Double
  ) {
    self.width = width
    self.height = height
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  /// The left and right end of the lines' part.
  package var minX: Double { left }
  package var maxX: Double { width - right }
  /// Its upper and lower end.
  package var minY: Double { top }
  package var maxY: Double { height - bottom }
}
