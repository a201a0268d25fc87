/// The gauges of one stage over a scope, and how often its breaker opened in it.
package struct StageScope: Sendable {
  package var buffer = GaugeSummary()
  package var busy = GaugeSummary()
  package var blocked = GaugeSummary()
  package var opens = 0
}

/// A level that somebody sets, the rate multiplier or the limit, over a scope.
package struct SettingScope: Sendable {
  /// Level × nanoseconds.
  package var integral = 0.0
  package var minimum = Double.infinity
  package var maximum = 0.0
  package var changes = 0

  /// The level has stood at a value for a while.
  mutating func stood(at value: Double, for duration: Nanoseconds) {
    integral += value * Double(duration)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  mutating func changed(to next: Double) {
    changes += 1
    minimum = min(minimum, next)
    maximum = max(maximum, next)
  }

  mutating func add(_ other: SettingScope) {
    integral += other.integral
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    changes += other.changes
  }
}

/// Figures of time over one scope: the whole run, the measured window, a phase, or one of
/// the windows that a threshold looks at.
package struct ScopeTotals: Sendable {
  package var duration: Nanoseconds = 0
  package var system = GaugeSummary()
  package var queue = GaugeSummary()
  package var stages: [StageScope]
  package var multiplier = SettingScope()
  /// Empty where there is no limiter.
  package var limit = SettingScope()
  /// Measured jobs accepted and completed within the scope.
  package var accepted: UInt64 = 0
  package var completed: UInt64 = 0

  init(stages: Int) {
    self.stages = Array(repeating: StageScope(), count: stages)
  }

  mutating func add(_ segment: Segment) {
    addLevels(segment)
    multiplier.add(segment.multiplier)
    limit.add(segment.limit)
  }

  /// Adds all but multiplier and limit, in whole numbers: they come to the same however time is cut.
  mutating func addLevels(_ segment: Segment) {
    duration += segment.duration
    system.add(segment.system)
    queue.add(segment.queue)
    for (i, stage) in segment.stages.enumerated() {
      stages[i].buffer.add(stage.buffer)
      stages[i].busy.add(stage.busy)
      stages[i].blocked.add(stage.blocked)
      stages[i].opens += stage.opens
    }
    accepted += segment.accepted
    completed += segment.completed
  }
}

/// Everything that is taken over a stretch of time without an edge in it.
struct Segment {
  var duration: Nanoseconds = 0
  var system = GaugeSegment(integral: 0, maximum: 0)
  var queue = GaugeSegment(integral: 0, maximum: 0)
  var stages: [(buffer: GaugeSegment, busy: GaugeSegment, blocked: GaugeSegment, opens: Int)] = []
  var multiplier = SettingScope()
  var limit = SettingScope()
  var accepted: UInt64 = 0
  var completed: UInt64 = 0
}
