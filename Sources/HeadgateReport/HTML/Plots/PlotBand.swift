/// A stretch of an axis of time with a name.
package struct PlotBand: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case phase, fault
  }

  package var kind: Kind
  package var name: String
  /// Seconds.
  package var start: Double
  package var end: Double

  package init(kind: Kind, name: String, start: Double, end: Double) {
    self.kind = kind
    self.name = name
    self.start = start
    self.end = end
  }
}
