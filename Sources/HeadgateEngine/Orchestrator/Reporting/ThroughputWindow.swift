import HeadgateCore

/// Completed jobs per second of the last seconds, from counts that are read now and then.
struct ThroughputWindow: Sendable {
  private struct Reading {
    var moment: Nanoseconds
    var count: Int
  }

  /// The span that a figure is of, where there are readings that far back.
  private let span: Nanoseconds
  /// Oldest first; the first is the last one that is not younger than the span.
  private var readings: [Reading]

  init(span: Nanoseconds, start: Nanoseconds) {
    self.span = span
    readings = [Reading(moment: start, count: 0)]
  }

  /// Takes a count that only grows, and gives the rate from the oldest reading in the window to now.
  mutating func rate(count: Int, at now: Nanoseconds) -> Double {
    while readings.count > 1, readings[1].moment <= now - span { readings.removeFirst() }
    let first = readings[0]
    // One reading a tenth of the span is enough, however often somebody looks.
    if now - readings[readings.count - 1].moment >= span / 10 {
      readings.append(Reading(moment: now, count: count))
    }
    let elapsed = now - first.moment
    return elapsed > 0 ? Double(count - first.count) / elapsed.seconds : 0
  }
}
