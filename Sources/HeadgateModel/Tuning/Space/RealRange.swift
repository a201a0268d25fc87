/// Two ends of a range of numbers, counted in one unit.
struct RealRange: Equatable {
  var low: Double
  var high: Double
  /// Empty for plain numbers.
  var unit: String

  /// `nil` where one end has a unit and the other none; a bare 0 has any.
  init?(_ low: String, _ high: String, _ kind: ValueKind) {
    guard let low = Self.parse(low, kind), let high = Self.parse(high, kind) else { return nil }
    switch (low.unit, high.unit) {
    case (nil, nil): (self.low, self.high, unit) = (low.number.double(), high.number.double(), "")
    case (let one?, nil) where high.number.isZero:
      (self.low, self.high, unit) = (low.number.double(), 0, one.symbol)
    case (nil, let one?) where low.number.isZero:
      (self.low, self.high, unit) = (0, high.number.double(), one.symbol)
    case (let first?, let second?):
      // The finer unit counts, so that both ends are plain numbers of it.
      let measure = low.measure
      let isFirst =
        measure == .rate ? first.worth >= second.worth : first.worth <= second.worth
      let one = isFirst ? first : second
      unit = one.symbol
      self.low = Self.count(low.number, first, in: one, measure)
      self.high = Self.count(high.number, second, in: one, measure)
    default: return nil
    }
  }

  private struct End {
    var number: DecimalNumber
    var unit: Measure.Unit?
    var measure: Measure?
  }

  private static func parse(_ text: String, _ kind: ValueKind) -> End? {
    if let number = DecimalNumber(text) { return End(number: number) }
    guard let measure = kind.measure, let (number, unit) = try? measure.parse(text) else {
      return nil
    }
    return End(number: number, unit: unit, measure: measure)
  }

  private static func count(
    _ number: DecimalNumber, _ unit: Measure.Unit, in other: Measure.Unit, _ measure: Measure?
  ) -> Double {
    guard unit != other else { return number.double() }
    let factor = measure == .rate ? other.worth / unit.worth : unit.worth / other.worth
    if case .exact(let whole) = number.whole(times: factor) { return Double(whole) }
    return number.double() * Double(factor)
  }
}

extension ValueKind {
  /// What is measured by a value of this kind, if anything.
  var measure: Measure? {
    switch self {
    case .quantity(let measure, _): measure
    case .either(let kinds): kinds.lazy.compactMap(\.measure).first
    default: nil
    }
  }

  /// Whether all numbers of this kind are whole.
  var isWholeNumber: Bool {
    switch self {
    case .integer, .seed: true
    case .either(let kinds):
      kinds.contains(where: \.isWholeNumber)
        && !kinds.contains { $0.measure != nil || $0.isNumber }
    default: false
    }
  }

  private var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}
