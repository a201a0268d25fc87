/// What a key's value may be: the one definition that reading, messages and the schema share.
package indirect enum ValueKind: Sendable {
  case text
  case truth
  case trueOrFalse
  /// A name that selectors and paths can hold.
  case name
  /// A name that a preset's file can have.
  case presetName
  case integer(ClosedRange<Int>)
  /// A whole number of 64 bits without sign.
  case seed
  case number(Bounds)
  /// A quantity with a unit.
  case quantity(Measure, Bounds)
  case words([String])
  /// A mapping with the keys of the shape of that name.
  case shape(String)
  case list(of: ValueKind, minimum: Int)
  /// A mapping whose keys are free.
  case map(of: ValueKind)
  case anything
  /// Whichever of them fits.
  case either([ValueKind])

  /// The range of a number, in the base unit of its quantity.
  package struct Bounds: Sendable, Equatable {
    package var lower: Double
    package var isLowerOpen: Bool
    package var upper: Double

    package static func above(_ lower: Double, upTo upper: Double) -> Bounds {
      Bounds(lower: lower, isLowerOpen: true, upper: upper)
    }

    package static func from(_ lower: Double, upTo upper: Double) -> Bounds {
      Bounds(lower: lower, isLowerOpen: false, upper: upper)
    }

    /// What a value outside must be.
    package func demand(on value: Double, write: (Double) -> String) -> String {
      if value > upper { return "at most \(write(upper))" }
      return isLowerOpen ? "above \(write(lower))" : "at least \(write(lower))"
    }

    package func contains(_ value: Double) -> Bool {
      (isLowerOpen ? value > lower : value >= lower) && value <= upper
    }
  }
}

extension ValueKind {
  /// A time setting above 0.
  package static let positiveDuration = ValueKind.quantity(.duration, .above(0, upTo: longest))
  /// A time setting from 0.
  package static let duration = ValueKind.quantity(.duration, .from(0, upTo: longest))
  package static let share = ValueKind.quantity(.share, .from(0, upTo: 1))
  package static let positiveShare = ValueKind.quantity(.share, .above(0, upTo: 1))

  /// 100 years of 365 days, in nanoseconds.
  package static let longest = 100.0 * 365 * 86_400e9

  /// What a message says a value must be.
  package var expectation: String {
    switch self {
    case .text: "a text"
    case .truth: "true"
    case .trueOrFalse: "true or false"
    case .name, .presetName: "a name"
    case .seed: "a whole number from 0 to \(UInt64.max)"
    case .integer(let range): Self.range(of: range)
    case .number: "a number"
    case .quantity(let measure, _): "\(measure.article) such as \(measure.example)"
    case .words(let words): Self.joined(words)
    case .shape(let name): Shape.named(name).expectation
    case .list: "a list"
    case .map: "a mapping"
    case .anything: "a value"
    case .either(let kinds): Self.joined(kinds.map(\.expectation))
    }
  }

  private static func range(of range: ClosedRange<Int>) -> String {
    if range == Int.min...Int.max { return "a whole number" }
    return range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  static func joined(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A number without a needless fraction.
  static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }
}

extension Measure {
  /// A value of the base unit, written in the largest unit that makes it whole.
  package func written(_ value: Double) -> String {
    switch self {
    case .rate: return ValueKind.plain(value) + "/s"
    case .share: return ValueKind.plain(value * 100) + "%"
    case .duration, .size:
      if value == ValueKind.longest { return "100 years" }
      guard value != 0 else { return self == .duration ? "0s" : "0B" }
      let unit =
        units.last { (value / Double($0.worth)).rounded() * Double($0.worth) == value } ?? units[0]
      return ValueKind.plain(value / Double(unit.worth)) + unit.symbol
    }
  }
}
