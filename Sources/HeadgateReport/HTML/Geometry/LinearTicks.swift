/// Round values along an axis: multiples of 1, 2 or 5 times a power of ten.
package struct LinearTicks: Sendable, Equatable {
  /// Ascending; the first is at most the lowest value, the last at least the highest.
  package let values: [Double]
  /// Digits after the point that tell them apart.
  package let decimals: Int

  /// Ticks around `low...high`, with at most `most` steps, one more at either end where that is
  /// needed to hold both.
  ///
  /// - Precondition: both are finite, and `most` is positive.
  package init(low: Double, high: Double, most: Int = 5) {
    precondition(low.isFinite && high.isFinite && most > 0, "ticks need a finite axis")
    let high = high > low ? high : low + max(low.magnitude, 1)
    let least = (high - low) / Double(most)
    var exponent = Decimal.exponent(least)
    var digit = 10
    for candidate in [1, 2, 5] where Double(candidate) >= Self.scaled(least, -exponent) - 1e-9 {
      digit = candidate
      break
    }
    if digit == 10 {
      digit = 1
      exponent += 1
    }
    let first = (Self.scaled(low, -exponent) / Double(digit) + 1e-9).rounded(.down)
    let last = max(
      (Self.scaled(high, -exponent) / Double(digit) - 1e-9).rounded(.up), first + 1)
    // Whole numbers first, so that 0.3 is 0.3.
    values = (0...Int(last - first)).map {
      Self.scaled((first + Double($0)) * Double(digit), exponent)
    }
    decimals = min(max(0, -exponent), 6)
  }

  package var low: Double { values[0] }
  package var high: Double { values[values.count - 1] }

  /// `value · 10^exponent`, by the one multiplication or division that keeps decimals exact.
  static func scaled(_ value: Double, _ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent < 0 ? value / power : value * power
  }
}
