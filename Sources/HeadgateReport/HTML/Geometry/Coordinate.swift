/// Numbers of SVG attributes: a tenth of a unit is all that an eye can tell.
package enum Coordinate {
  package static func text(_ value: Double) -> String {
    let tenths = Int(
      (value.isFinite ? min(max(value, -1e6), 1e6) : 0) * 10 + (value < 0 ? -0.5 : 0.5))
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }
}
