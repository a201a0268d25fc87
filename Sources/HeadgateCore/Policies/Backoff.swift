/// Delays before retries (rule F2): min(max, initial × factor^(n−1)) after attempt n, jittered.
package struct Backoff {
  /// Delay after attempt i + 1, before jitter; the last one holds for all later attempts.
  private let delays: [Nanoseconds]
  private let jitter: Jitter

  package init(_ settings: RetrySettings) {
    var delays: [Nanoseconds] = []
    var delay = Double(settings.initial)
    let longest = min(Double(settings.maximum), 9e18)
    // Attempts are counted in 16 bits, and most delays reach their limit within a few.
    for _ in 0..<min(max(settings.maxAttempts, 1), Int(UInt16.max)) {
      delays.append(Nanoseconds(min(delay, longest)))
      guard settings.factor > 1, delay > 0, delay < longest else { break }
      delay = min(delay * settings.factor, longest)
    }
    self.delays = delays
    jitter = settings.jitter
  }

  /// The delay after attempt `attempt` (from 1); `unit` is a number in (0, 1).
  package func delay(after attempt: Int, unit: Double) -> Nanoseconds {
    let full = delays[min(attempt, delays.count) - 1]
    switch jitter {
    case .none: return full
    case .full: return Nanoseconds(Double(full) * unit)
    case .equal:
      let half = full / 2
      return half + Nanoseconds(Double(full - half) * unit)
    }
  }
}
