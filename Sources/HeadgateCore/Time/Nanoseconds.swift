/// A span of time, or a moment counted from the start of a run, in whole nanoseconds (rule T1).
///
/// 64 bits hold 292 years. The machine adds and compares these only; it never reads a clock.
public typealias Nanoseconds = Int64

extension Nanoseconds {
  /// One millisecond.
  public static let millisecond: Nanoseconds = 1_000_000
  /// One second.
  public static let second: Nanoseconds = 1_000_000_000
  /// A moment that never comes.
  public static let never: Nanoseconds = .max

  /// This span in seconds, rounded to the nearest `Double`.
  public var seconds: Double { Double(self) / 1e9 }
}
