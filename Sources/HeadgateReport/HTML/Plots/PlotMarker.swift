/// A moment of a line at which something was decided.
package struct PlotMarker: Sendable, Equatable {
  package enum Shape: Sendable {
    case up, down, diamond
  }

  package var point: PlotPoint
  package var shape: Shape
  package var style: PlotStyle
  /// What and why, in words.
  package var text: String

  package init(point: PlotPoint, shape: Shape, style: PlotStyle, text: String) {
    self.point = point
    self.shape = shape
    self.style = style
    self.text = text
  }
}
