/// A number exactly as it is written: digits × 10^exponent.
package struct DecimalNumber: Sendable, Equatable {
  package var isNegative: Bool
  /// Without leading zeros; empty is zero.
  private var digits: String
  private var exponent: Int

  /// Exact arithmetic on a written number.
  package enum Whole: Sendable, Equatable {
    case exact(Int64)
    /// There is a part below one.
    case fraction
    case tooLarge
  }

  private static let mostDigits = 400

  /// Reads a number off the front: digits, a point with digits, an exponent; a minus before.
  package static func prefix(of text: Substring) -> (number: DecimalNumber, rest: Substring)? {
    var rest = text
    let isNegative = rest.first == "-"
    if isNegative { rest.removeFirst() }
    let whole = takeDigits(&rest)
    guard !whole.isEmpty else { return nil }
    var fraction: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
      guard !fraction.isEmpty else { return nil }
    }
    let power = takeExponent(&rest)
    guard abs(power) <= mostDigits, whole.count + fraction.count <= mostDigits else { return nil }
    let digits = String((whole + fraction).drop { $0 == "0" })
    let number = DecimalNumber(
      isNegative: isNegative, digits: digits, exponent: power - fraction.count)
    return (number, rest)
  }

  private init(isNegative: Bool, digits: String, exponent: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.exponent = exponent
  }

  /// Reads a whole text.
  package init?(_ text: String) {
    guard let (number, rest) = Self.prefix(of: text[...]), rest.isEmpty else { return nil }
    self = number
  }

  private static func takeDigits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { ("0"..."9").contains($0) && $0.isASCII }
    rest = rest[digits.endIndex...]
    return digits
  }

  /// An exponent needs its digits: the `e` of a unit is left alone.
  private static func takeExponent(_ rest: inout Substring) -> Int {
    guard let first = rest.first, first == "e" || first == "E" else { return 0 }
    var tail = rest.dropFirst()
    let sign = tail.first == "-" ? -1 : 1
    if tail.first == "-" || tail.first == "+" { tail.removeFirst() }
    let digits = takeDigits(&tail)
    guard !digits.isEmpty else { return 0 }
    rest = tail
    return sign * (Int(digits.prefix(9)) ?? 0)
  }

  package var isZero: Bool { digits.isEmpty }

  /// The nearest `Double` to the number × 10^shift.
  package func double(shifted shift: Int = 0) -> Double {
    let magnitude = Double("\(digits.isEmpty ? "0" : digits)e\(exponent + shift)") ?? .infinity
    return isNegative && !isZero ? -magnitude : magnitude
  }

  /// The number × `factor` as a whole number.
  package func whole(times factor: Int64 = 1) -> Whole {
    guard !isZero else { return .exact(0) }
    guard var mantissa = UInt64(digits) else { return exponent < 0 ? .fraction : .tooLarge }
    var factor = UInt64(factor)
    if exponent < 0 {
      for _ in 0..<(-exponent) {
        guard Self.divideByTen(&mantissa, &factor) else { return .fraction }
      }
    }
    var (value, overflow) = mantissa.multipliedReportingOverflow(by: factor)
    for _ in 0..<max(exponent, 0) where !overflow {
      (value, overflow) = value.multipliedReportingOverflow(by: 10)
    }
    guard !overflow, value <= UInt64(Int64.max) else { return .tooLarge }
    return .exact(isNegative ? -Int64(value) : Int64(value))
  }

  /// Takes a 2 and a 5 out of the product, whichever factor holds them.
  private static func divideByTen(_ a: inout UInt64, _ b: inout UInt64) -> Bool {
    for prime in [2, 5] as [UInt64] {
      if a % prime == 0 {
        a /= prime
      } else if b % prime == 0 {
        b /= prime
      } else {
        return false
      }
    }
    return true
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number in plain decimal writing, as a message repeats it.
  package var description: String {
    let value = double()
    if case .exact(let whole) = whole() { return String(whole) }
    return "\(value)"
  }
}
