/// Waits for a worker that ended within an interval, of one stage.
package struct DelayMeter: Sendable {
  package init() {}

  private var sum: Int128 = 0
  private var count = 0
  private var least = Nanoseconds.never

  @inline(__always)
  package mutating func add(_ wait: Nanoseconds) {
    sum &+= Int128(wait)
    count &+= 1
    least = min(least, wait)
  }

  /// Mean and least wait; where none ended, that of the job that has waited longest so far.
  package func reading(oldest: Nanoseconds) -> (mean: Nanoseconds, least: Nanoseconds) {
    count == 0 ? (oldest, oldest) : (Nanoseconds(sum / Int128(count)), least)
  }
}
