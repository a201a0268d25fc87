package import HeadgateCore

/// Something that a clock calls at a moment, on a thread of the clock's.
package protocol TimerReceiver: AnyObject, Sendable {
  func timerFired(_ token: TimerToken)
}

/// What a timer is for, in the words of whoever set it.
package struct TimerToken: Sendable, Hashable {
  package var kind: UInt8
  package var id: Int32
  /// Tells a later use of `id` from an earlier one.
  package var generation: UInt32

  package init(kind: UInt8, id: Int32 = 0, generation: UInt32 = 0) {
    self.kind = kind
    self.id = id
    self.generation = generation
  }
}

/// The place of a timer among those of the same moment: they go in the order in which the engine
/// decided on them (rule T2), whichever task comes first to the clock.
package struct TimerOrder: Sendable, Comparable {
  let value: UInt64

  package init(_ value: UInt64) { self.value = value }

  /// Behind everything that has a place of its own.
  package static let last = TimerOrder(.max)

  package static func < (a: TimerOrder, b: TimerOrder) -> Bool { a.value < b.value }
}

/// Where the engine's time comes from: nanoseconds since the clock began.
///
/// An enumeration, so that reading it costs no dynamic dispatch.
public enum EngineClock: Sendable {
  /// Real time.
  case wall(MonotonicClock)
  /// Time that passes only when nothing else can happen.
  case virtual(VirtualClock)

  /// Real time, from now on.
  public static func wall() -> EngineClock { .wall(MonotonicClock()) }

  @inline(__always)
  package var now: Nanoseconds {
    switch self {
    case .wall(let clock): clock.reading
    case .virtual(let clock): clock.reading
    }
  }

  /// Waits until a moment.
  ///
  /// - Returns: false where the task was cancelled before.
  package func sleep(until moment: Nanoseconds, order: TimerOrder = .last) async -> Bool {
    switch self {
    case .wall(let clock): await clock.sleep(until: moment, order: order)
    case .virtual(let clock): await clock.sleep(until: moment, order: order)
    }
  }

  /// Calls `receiver` at a moment, which holds it until then.
  package func call(
    _ receiver: any TimerReceiver, _ token: TimerToken, at moment: Nanoseconds,
    order: TimerOrder = .last
  ) {
    switch self {
    case .wall(let clock): clock.call(receiver, token, at: moment, order: order)
    case .virtual(let clock): clock.call(receiver, token, at: moment, order: order)
    }
  }
}
