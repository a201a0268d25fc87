import HeadgateModel
import HeadgateStatistics

/// Numbers of settings as they are written into a scenario, and read out of one.
enum SettingText {
  /// A number with four significant digits, in plain decimal writing: short enough to read, and what
  /// is evaluated is what is written.
  static func text(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var exponent = 0
    var scaled = value.magnitude
    while scaled >= 9999.5 {
      (scaled, exponent) = (value.magnitude / power(exponent + 1), exponent + 1)
    }
    while scaled < 999.95 {
      (scaled, exponent) = (value.magnitude * power(1 - exponent), exponent - 1)
    }
    var digits = String(Int(scaled.rounded()))
    while exponent < 0, digits.hasSuffix("0") {
      digits.removeLast()
      exponent += 1
    }
    return (value < 0 ? "-" : "") + plain(digits, exponent)
  }

  /// Digits × 10^exponent.
  private static func plain(_ digits: String, _ exponent: Int) -> String {
    if exponent >= 0 { return digits + String(repeating: "0", count: exponent) }
    let whole = digits.count + exponent
    if whole > 0 { return digits.prefix(whole) + "." + digits.suffix(-exponent) }
    return "0." + String(repeating: "0", count: -whole) + digits
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }

  /// The number that a text stands for, counted in `unit`; `nil` where it is none of that kind.
  static func number(_ text: String, in unit: String) -> Double? {
    guard !unit.isEmpty else { return DecimalNumber(text)?.double() }
    for measure in Measure.allCases {
      guard let own = measure.units.first(where: { $0.symbol == unit }) else { continue }
      guard let value = try? measure.value(text) else { return nil }
      switch measure {
      case .duration, .size: return value / Double(own.worth)
      case .rate, .share: return value * Double(own.worth)
      }
    }
    return nil
  }
}
