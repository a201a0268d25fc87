/// What a paired comparison comes to, against a margin below which nothing matters.
public enum ComparisonVerdict: Sendable, Equatable {
  /// Every pair is equal.
  case identical
  /// The difference is there, reaches the margin, and is for the better.
  case better
  /// The difference is there, reaches the margin, and is for the worse.
  case worse
  /// The difference is there and reaches the margin; neither direction is better.
  case different
  /// The difference is there, and surely within the margin.
  case differentButSmall
  /// Two one-sided tests put the difference within the margin.
  case equivalent
  /// Too few pairs to say; the number that should do, where the pairs let it be judged.
  case inconclusive(replicationsNeeded: Int?)
}
