/// A value of an axis that is marked and told.
package struct PlotTick: Sendable, Equatable {
  package var value: Double
  package var label: String

  package init(value: Double, label: String) {
    self.value = value
    self.label = label
  }
}
