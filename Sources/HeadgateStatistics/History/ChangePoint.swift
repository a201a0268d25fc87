/// Where a series changed its level.
public struct ChangePoint: Sendable, Equatable {
  /// The place of the first value after the change.
  public let index: Int
  /// Of the t test between the stretches on either side, up to the next change.
  public let pValue: Double
  public let meanBefore: Double
  public let meanAfter: Double

  /// The change as a share of the level before or after it, whichever is more; ∞ from or to 0.
  public var magnitude: Double {
    if meanBefore == meanAfter { return 0 }
    let change = (meanAfter - meanBefore).magnitude
    return max(change / meanBefore.magnitude, change / meanAfter.magnitude)
  }
}
