/// A moment that means the same to every process: milliseconds since 1970-01-01 00:00 UTC, leap
/// seconds not counted.
public struct WallTime: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: WallTime, right: WallTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Rounded up to a whole millisecond, so that nothing is due early; held at the range's ends.
  public static func + (time: WallTime, span: Duration) -> WallTime {
    let parts = span.components
    let perMillisecond: Int64 = 1_000_000_000_000_000
    let (quotient, rest) = parts.attoseconds.quotientAndRemainder(dividingBy: perMillisecond)
    let (whole, tooLong) = parts.seconds.multipliedReportingOverflow(by: 1_000)
    let (span, spanOverflow) = whole.addingReportingOverflow(quotient + (rest > 0 ? 1 : 0))
    let (sum, overflow) = time.milliseconds.addingReportingOverflow(span)
    if tooLong || spanOverflow || overflow {
      return WallTime(milliseconds: parts.seconds < 0 ? .min : .max)
    }
    return WallTime(milliseconds: sum)
  }

  /// The span from `right` to `left`; negative when `left` is the earlier.
  public static func - (left: WallTime, right: WallTime) -> Duration {
    .milliseconds(left.milliseconds) - .milliseconds(right.milliseconds)
  }
}
