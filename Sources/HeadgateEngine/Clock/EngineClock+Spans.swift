package import HeadgateCore

extension EngineClock {
  /// The moment after a span from now; `never` where that is too far.
  package func moment(in span: Duration) -> Nanoseconds {
    let (sum, overflow) = now.addingReportingOverflow(max(Nanoseconds(span), 0))
    return overflow ? .never : min(sum, .never)
  }

  /// Waits for a span; false where the task was cancelled before.
  package func sleep(for span: Duration) async -> Bool { await sleep(until: moment(in: span)) }
}
