import HeadgateCore

extension Nanoseconds {
  /// A span in whole nanoseconds, rounded down; one that is too long never ends.
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: .second)
    let (sum, overflows) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    self = overflow || overflows ? (seconds < 0 ? .min : .never) : sum
  }
}
