/// How many replications a wanted precision takes, judged from a pilot (Stein, 1945).
public enum RequiredReplications {
  /// R = max(R₀, ⌈(t_{R₀−1} s₀ / h)²⌉), for an interval of half width at most `halfWidth`.
  ///
  /// - Returns: `nil` where the pilot has fewer than two values, or no `Int` holds the number.
  public static func count(
    pilot: SampleMoments, halfWidth: Double, level: Double = 0.95
  ) -> Int? {
    precondition(halfWidth > 0, "a wanted half width is positive")
    guard let deviation = pilot.standardDeviation else { return nil }
    let factor = MeanInterval.quantile(level: level, count: pilot.count)
    return wholeNumber(of: factor * deviation / halfWidth, atLeast: pilot.count)
  }

  /// The same for a half width given as a share of the pilot's mean.
  ///
  /// - Returns: `nil` also where the mean is 0, of which no share is a width.
  public static func count(
    pilot: SampleMoments, relativeHalfWidth: Double, level: Double = 0.95
  ) -> Int? {
    let halfWidth = relativeHalfWidth * pilot.mean.magnitude
    return halfWidth > 0 ? count(pilot: pilot, halfWidth: halfWidth, level: level) : nil
  }

  /// ⌈root²⌉, at least the number that is there already.
  static func wholeNumber(of root: Double, atLeast least: Int) -> Int? {
    Int(exactly: (root * root).rounded(.up)).map { max(least, $0) }
  }
}
