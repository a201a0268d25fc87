/// An exponential average that starts as the mean of its first values (Netflix' ExpAvgMeasurement,
/// failsafe-go's ewma): 2 ÷ (window + 1) of each further value.
struct SlowAverage: Sendable, Equatable {
  static let warmup = 10

  private let factor: Double
  private var count = 0
  private var sum = 0.0
  private(set) var value = 0.0

  init(window: Double) { factor = 2 / (window + 1) }

  /// The average with one more value.
  mutating func add(_ next: Double) -> Double {
    if count < Self.warmup {
      count += 1
      sum += next
      value = sum / Double(count)
    } else {
      value = value * (1 - factor) + next * factor
    }
    return value
  }

  mutating func scale(by share: Double) { value *= share }
}

/// Lets one complaint of those count that meet the same state of things: one of a job dispatched after
/// the last one that counted.
struct ComplaintFilter: Sendable, Equatable {
  private var last: Nanoseconds = -1

  mutating func counts(_ sample: LimitSample) -> Bool {
    guard sample.began > last else { return false }
    last = sample.ended
    return true
  }
}
