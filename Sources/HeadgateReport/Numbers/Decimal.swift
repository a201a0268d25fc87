/// Decimal notation of numbers by basic arithmetic only: the same text on any machine, in any locale.
package enum Decimal {
  private static let powers = [1.0, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  /// `value` with exactly `decimals` (0 to 6) digits after the point, halves away from zero, and
  /// commas between groups of three digits before it.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value < 0 ? "-∞" : "∞" }
    let scaled = (value.magnitude * powers[decimals]).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e15 else { return value.description }
    let whole = Int64(scaled)
    let unit = Int64(powers[decimals])
    var text = grouped(whole / unit)
    if decimals > 0 {
      let fraction = String(whole % unit)
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return value < 0 && whole != 0 ? "-" + text : text
  }

  /// `fixed` with a plus sign before what is above 0.
  package static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return text.hasPrefix("-") || text == fixed(0, decimals: decimals) ? text : "+" + text
  }

  /// A whole number with commas between groups of three digits.
  package static func grouped(_ value: some BinaryInteger) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// The power of ten of the leading digit: 2 for 312, −1 for 0.31; 0 for 0.
  package static func exponent(_ value: Double) -> Int {
    var rest = value.magnitude
    guard rest > 0, rest.isFinite else { return 0 }
    var exponent = 0
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 && exponent > -18 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }
}
