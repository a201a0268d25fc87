/// A span of time in words: `11m 2s`, `24h`, `350ms`.
package enum SpanText {
  package static func text(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "-" }
    if seconds < 1 { return Decimal.fixed(seconds * 1e3, decimals: 0) + "ms" }
    if seconds < 60 { return trimmed(Decimal.fixed(seconds, decimals: 1)) + "s" }
    let whole = Int(seconds.rounded())
    let parts = [
      (whole / 86_400, "d"), (whole / 3600 % 24, "h"), (whole / 60 % 60, "m"), (whole % 60, "s"),
    ]
    return parts.filter { $0.0 > 0 }.prefix(2).map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  private static func trimmed(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
