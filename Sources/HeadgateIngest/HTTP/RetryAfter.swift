/// The wait that a server asks for (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// A longer wait is taken for this one.
  static let longest = Duration.seconds(24 * 60 * 60)

  /// The wait that an answer's header fields ask for, if any.
  ///
  /// `retry-after-ms`, which some servers send, goes before `Retry-After`; this may be seconds, also
  /// with decimals, or a date. A date is taken relative to the answer's own `Date`, so that the
  /// clocks need not agree, or else to `now`, in seconds since 1970.
  static func wait(_ headers: [String: String], now: () -> Int64) -> Duration? {
    if let text = headers["retry-after-ms"], let wait = decimal(text, unit: 0.001) { return wait }
    guard let text = headers["retry-after"] else { return nil }
    if let wait = decimal(text, unit: 1) { return wait }
    guard let until = HTTPDate.seconds(text) else { return nil }
    let from = headers["date"].flatMap(HTTPDate.seconds) ?? now()
    return min(.seconds(max(0, until - from)), longest)
  }

  private static func decimal(_ text: String, unit: Double) -> Duration? {
    let parts = text.split { $0 == " " || $0 == "\t" }
    guard parts.count == 1, let text = parts.first,
      text.utf8.allSatisfy({ "0123456789.".utf8.contains($0) }), let value = Double(text)
    else {
      return nil
    }
    return min(.seconds(min(value * unit, 1e6)), longest)
  }
}
