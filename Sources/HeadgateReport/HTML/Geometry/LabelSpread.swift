/// Moves labels apart that would lie on one another.
package enum LabelSpread {
  /// Places as near as simply possible to the wanted ones, in the same order, at least `spacing`
  /// apart, and within the bounds as long as there is room for all.
  package static func places(
    _ wanted: [Double], spacing: Double, from low: Double, to high: Double
  ) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var places = wanted
    var least = low
    for index in order {
      places[index] = max(wanted[index], least)
      least = places[index] + spacing
    }
    var most = max(high, low + spacing * Double(wanted.count - 1))
    for index in order.reversed() {
      places[index] = min(places[index], most)
      most = places[index] - spacing
    }
    return places
  }
}
