/// Arrival times of an open workload along its phases.
///
/// Gaps of mean 1 are laid end to end on the axis of the expected number of arrivals,
/// Λ(t) = ∫ rate, and mapped back to time: t = Λ⁻¹(x). With exponential gaps this is the
/// non-homogeneous Poisson process (Çinlar 1975); it also bends constant and gamma gaps to a ramp.
/// Only +, −, ×, ÷ and square roots are used, so times are the same on every machine.
package struct OpenSchedule {
  /// A phase in plain numbers: rates per second, length in seconds.
  private struct Stretch {
    let rate: Double
    let endRate: Double
    let length: Double
    let duration: Nanoseconds
  }

  private let stretches: [Stretch]
  private var current: Int
  private var phaseStart: Nanoseconds = 0
  /// Seconds of the present phase that are used up.
  private var elapsed = 0.0
  /// The present phase's mean gap in seconds where its rate is flat and above 0, else 0; and where
  /// it ends.
  private var flatGap = 0.0
  private var flatEnd = 0.0

  package init(_ phases: [PhaseSettings]) {
    precondition(!phases.isEmpty, "open arrivals follow phases")
    stretches = phases.map {
      Stretch(
        rate: $0.rate, endRate: $0.endRate, length: $0.duration.seconds, duration: $0.duration)
    }
    current = 0
    enter(0)
  }

  private mutating func enter(_ phase: Int) {
    current = phase
    elapsed = 0
    let stretch = stretches[phase]
    flatGap = stretch.rate == stretch.endRate && stretch.rate > 0 ? 1 / stretch.rate : 0
    // The last phase's end rate holds for ever.
    flatEnd = phase == stretches.count - 1 ? .infinity : stretch.length
  }

  /// The moment `gap` expected arrivals after the last one; `nil` where it never comes.
  @inline(__always)
  package mutating func advance(by gap: Double) -> Nanoseconds? {
    if flatGap > 0 {
      let next = elapsed + gap * flatGap
      if next < flatEnd {
        elapsed = next
        return moment()
      }
    }
    return advanceAcross(gap)
  }

  @inline(__always)
  private func moment() -> Nanoseconds? {
    let nanoseconds = elapsed * 1e9
    return nanoseconds < PlainSampler.largest ? phaseStart &+ Nanoseconds(nanoseconds + 0.5) : nil
  }

  @inline(never)
  private mutating func advanceAcross(_ gap: Double) -> Nanoseconds? {
    var left = gap
    while true {
      let stretch = stretches[current]
      let isLast = current == stretches.count - 1
      if elapsed < stretch.length {
        let slope = (stretch.endRate - stretch.rate) / stretch.length
        let rate = stretch.rate + slope * elapsed
        let expected = (rate + stretch.endRate) / 2 * (stretch.length - elapsed)
        if left < expected || (isLast && left == expected) {
          elapsed += Self.time(for: left, rate: rate, slope: slope)
          return moment()
        }
        left -= expected
      }
      if isLast {
        guard stretch.endRate > 0 else { return nil }
        elapsed = max(elapsed, stretch.length) + left / stretch.endRate
        return moment()
      }
      phaseStart = phaseStart &+ stretch.duration
      enter(current + 1)
    }
  }

  /// The time after which `amount` arrivals are expected: rate·t + slope·t²/2 = amount, in the form
  /// that does not cancel.
  private static func time(for amount: Double, rate: Double, slope: Double) -> Double {
    let discriminant = max(0, rate * rate + 2 * slope * amount)
    let divisor = rate + discriminant.squareRoot()
    return divisor > 0 ? 2 * amount / divisor : 0
  }
}
