/// A number that changes over time, with its exact time integral and its maximum.
///
/// The integral over [a, b] of a step function is v(b)·b − v(a)·a − Σ δᵢ·tᵢ over its changes δᵢ at
/// tᵢ, so a change costs one multiplication. Sums wrap: a segment's integral is exact as long as it
/// is itself below 2⁶³, which the recorder sees to by closing segments in time.
package struct Gauge {
  package private(set) var value: Int64 = 0
  private var weightedChanges: Int64 = 0
  private var total: Int64 = 0
  package private(set) var maximum: Int64 = 0

  package init() {}

  @inline(__always)
  package mutating func increment(at now: Nanoseconds) {
    value &+= 1
    weightedChanges &+= now
    if value > maximum { maximum = value }
  }

  @inline(__always)
  package mutating func decrement(at now: Nanoseconds) {
    value &-= 1
    weightedChanges &-= now
  }

  @inline(__always)
  package mutating func add(_ change: Int64, at now: Nanoseconds) {
    value &+= change
    weightedChanges &+= change &* now
    if value > maximum { maximum = value }
  }

  /// Ends a segment at `now`: its integral in units of value × nanoseconds, and its maximum.
  package mutating func closeSegment(at now: Nanoseconds) -> GaugeSegment {
    let reading = value &* now &- weightedChanges
    let segment = GaugeSegment(integral: reading &- total, maximum: maximum)
    total = reading
    maximum = value
    return segment
  }
}

/// A gauge over one stretch of time.
package struct GaugeSegment: Sendable {
  package var integral: Int64
  package var maximum: Int64
}

/// A gauge over a scope made of segments.
package struct GaugeSummary: Sendable, Equatable {
  /// Value × nanoseconds.
  package private(set) var integral: Int128 = 0
  package private(set) var maximum: Int64 = 0

  mutating func add(_ segment: GaugeSegment) {
    integral += Int128(segment.integral)
    maximum = max(maximum, segment.maximum)
  }

  /// Time average over `duration`; 0 where it is empty.
  package func mean(over duration: Nanoseconds) -> Double {
    duration > 0 ? Double(nearest: integral) / Double(duration) : 0
  }
}
