/// A kind of quantity that is written with a unit.
package enum Measure: String, Sendable, CaseIterable {
  case duration, size, rate, share

  /// A unit and its worth in nanoseconds, bytes, per hour, or hundredths.
  package struct Unit: Sendable, Equatable {
    package var symbol: String
    package var worth: Int64
    /// What people write for it elsewhere.
    var aliases: [String] = []
  }

  package var units: [Unit] {
    switch self {
    case .duration: Self.durations
    case .size: Self.sizes
    case .rate: Self.rates
    case .share: Self.shares
    }
  }

  /// An example to show.
  package var example: String {
    switch self {
    case .duration: "30s"
    case .size: "8KiB"
    case .rate: "20/s"
    case .share: "50%"
    }
  }

  package var article: String {
    self == .duration ? "a duration" : "a \(rawValue)"
  }

  private static let durations = [
    Unit(symbol: "ns", worth: 1, aliases: ["nsec", "nanos", "nanosecond", "nanoseconds"]),
    Unit(symbol: "us", worth: 1000, aliases: ["µs", "μs", "usec", "micros", "microseconds"]),
    Unit(
      symbol: "ms", worth: 1_000_000,
      aliases: ["msec", "millis", "millisecond", "milliseconds"]),
    Unit(
      symbol: "s", worth: 1_000_000_000, aliases: ["sec", "secs", "second", "seconds", "S"]),
    Unit(symbol: "m", worth: 60_000_000_000, aliases: ["min", "mins", "minute", "minutes", "M"]),
    Unit(symbol: "h", worth: 3_600_000_000_000, aliases: ["hr", "hrs", "hour", "hours", "H"]),
    Unit(symbol: "d", worth: 86_400_000_000_000, aliases: ["day", "days", "D"]),
  ]

  private static let sizes = [
    Unit(symbol: "B", worth: 1, aliases: ["b", "byte", "bytes"]),
    Unit(symbol: "KiB", worth: 1024, aliases: ["K", "k", "KB", "kB", "kb", "kib", "Kib"]),
    Unit(symbol: "MiB", worth: 1_048_576, aliases: ["M", "MB", "Mb", "mb", "mib", "Mib"]),
  ]

  private static let rates = [
    Unit(symbol: "/s", worth: 1, aliases: ["rps", "qps", "/sec", "/second", "per second", "Hz"]),
    Unit(symbol: "/m", worth: 60, aliases: ["rpm", "/min", "/minute", "per minute"]),
    Unit(symbol: "/h", worth: 3600, aliases: ["/hr", "/hour", "per hour"]),
  ]

  private static let shares = [Unit(symbol: "%", worth: 100, aliases: ["percent", "pct"])]
}

/// Why a text is not a quantity.
package enum QuantityFailure: Error, Sendable, Equatable {
  case notANumber
  case missingUnit(DecimalNumber)
  case unknownUnit(String, meant: String?)
  /// A duration with a part below a nanosecond.
  case tooFine
  case tooLarge
}

extension Measure {
  /// Splits a quantity into number and unit; a bare 0 needs no unit.
  package func parse(_ text: String) throws(QuantityFailure) -> (DecimalNumber, Unit) {
    guard let (number, rest) = DecimalNumber.prefix(of: text[...]) else { throw .notANumber }
    let symbol = String(rest.drop { $0 == " " })
    if symbol.isEmpty {
      guard number.isZero else { throw .missingUnit(number) }
      return (number, units[0])
    }
    if let unit = units.first(where: { $0.symbol == symbol }) { return (number, unit) }
    guard symbol.utf8.count <= 16, !symbol.contains(where: \.isNumber) else { throw .notANumber }
    let meant =
      units.first { $0.aliases.contains(symbol) }?.symbol
      ?? Spelling.nearest(symbol, among: symbol.count > 2 ? units.map(\.symbol) : [])
    throw .unknownUnit(symbol, meant: meant)
  }

  /// The quantity in its base unit (nanoseconds, bytes, per second, a share of 1), to the nearest
  /// `Double`.
  package func value(_ text: String) throws(QuantityFailure) -> Double {
    let (number, unit) = try parse(text)
    let value =
      switch self {
      case .duration, .size:
        if case .exact(let whole) = number.whole(times: unit.worth) {
          Double(whole)
        } else {
          number.double() * Double(unit.worth)
        }
      case .rate: number.double() / Double(unit.worth)
      case .share: number.double(shifted: -2)
      }
    guard value.isFinite else { throw .tooLarge }
    return value
  }

  /// The quantity as a whole number of its base unit.
  package func whole(_ text: String) throws(QuantityFailure) -> Int64 {
    let (number, unit) = try parse(text)
    switch number.whole(times: unit.worth) {
    case .exact(let value): return value
    case .fraction: throw .tooFine
    case .tooLarge: throw .tooLarge
    }
  }
}
