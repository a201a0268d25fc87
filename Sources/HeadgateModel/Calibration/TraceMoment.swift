import HeadgateCore

/// Moments and numbers of a trace.
enum TraceMoment {
  /// What moments are counted from.
  enum Clock: Sendable, Equatable {
    /// Seconds from any origin.
    case own
    /// ISO 8601, in nanoseconds since 1970.
    case calendar
  }

  static let hint = "write seconds (12.345), or a time such as 2025-03-01T12:00:00.250Z"

  /// Seconds, a duration with its unit, or a moment of ISO 8601.
  static func read(
    _ name: String, _ value: TraceRecord.Value, of record: TraceRecord
  ) throws(ScenarioProblem) -> Nanoseconds {
    try moment(name, value, of: record).time
  }

  static func moment(
    _ name: String, _ value: TraceRecord.Value, of record: TraceRecord
  ) throws(ScenarioProblem) -> (time: Nanoseconds, clock: Clock) {
    guard let found = parsed(value.text) else {
      throw record.problem(
        "\"\(name)\" is no moment: \(value.text)", column: value.column, hint: hint)
    }
    guard found.time >= 0 else {
      throw record.problem(
        "\"\(name)\" is before 0: \(value.text)", column: value.column,
        hint: "count from a moment before the first one of the trace")
    }
    return found
  }

  private static func parsed(_ text: String) -> (time: Nanoseconds, clock: Clock)? {
    if let number = DecimalNumber(text) {
      let seconds = number.double()
      guard seconds.magnitude < 9e9 else { return nil }
      if case .exact(let whole) = number.whole(times: 1_000_000_000) { return (whole, .own) }
      return (Nanoseconds((seconds * 1e9).rounded()), .own)
    }
    if let duration = try? Measure.duration.whole(text) { return (duration, .own) }
    return calendar(text).map { ($0, .calendar) }
  }

  static func whole(
    _ name: String, _ value: TraceRecord.Value, of record: TraceRecord,
    in range: ClosedRange<Int64> = 0...Int64.max
  ) throws(ScenarioProblem) -> Int64 {
    guard let whole = Int64(value.text), range.contains(whole) else {
      let to = range.upperBound == .max ? "on" : "to \(range.upperBound)"
      throw record.problem(
        "\"\(name)\" must be a whole number from \(range.lowerBound) \(to), not \(value.text)",
        column: value.column)
    }
    return whole
  }

  /// `YYYY-MM-DDThh:mm:ss[.fraction](Z|±hh:mm)`.
  static func calendar(_ text: String) -> Nanoseconds? {
    let pattern =
      /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/
    guard let match = text.wholeMatch(of: pattern)?.output, let year = Int(match.1),
      let month = Int(match.2), let day = Int(match.3), let hour = Int(match.4),
      let minute = Int(match.5), let second = Int(match.6), (1...12).contains(month),
      (1...31).contains(day), hour < 24, minute < 60, second <= 60,
      (1970..<2262).contains(year)
    else { return nil }
    let fraction = match.7.flatMap { digits in
      Int64(String(digits) + String(repeating: "0", count: 9 - digits.count))
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
    let offset = match.8.map { Self.offset($0) } ?? 0
    return Nanoseconds(seconds - offset) * .second + (fraction ?? 0)
  }

  private static func offset(_ text: Substring) -> Int {
    guard text != "Z" else { return 0 }
    let digits = text.dropFirst().filter { $0 != ":" }
    let seconds = (Int(digits.prefix(2)) ?? 0) * 3600 + (Int(digits.suffix(2)) ?? 0) * 60
    return text.first == "-" ? -seconds : seconds
  }

  /// Days from 1970-01-01 in the Gregorian calendar (Hinnant, 2013).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
