/// A wall clock that stands until it is set.
public final class ManualWallClock: Sendable {
  private let time: Lock<WallTime>

  public init(_ start: WallTime = WallTime(milliseconds: 1_000_000_000_000)) {
    time = Lock(start)
  }

  /// The clock to hand to a queue.
  public var clock: WallClock { WallClock { self.now } }

  public var now: WallTime { time.withLock { $0 } }

  /// Moves the time by a span, which may be negative: wall clocks are set back too.
  public func advance(by span: Duration) {
    time.withLock { $0 = $0 + span }
  }
}
