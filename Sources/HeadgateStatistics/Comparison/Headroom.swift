/// How far an observed value is from its limit.
public enum Headroom {
  /// Which side of the limit is allowed.
  public enum Side: Sendable, CaseIterable {
    case below, above, exactly
  }

  /// The distance as a share of the limit: positive on the allowed side, negative beyond the limit,
  /// and never positive where only the limit itself is allowed; `nil` for a limit of 0.
  public static func share(observed: Double, limit: Double, allowed: Side) -> Double? {
    guard limit != 0 else { return nil }
    let distance = (limit - observed) / limit.magnitude
    switch allowed {
    case .below: return distance
    case .above: return -distance
    case .exactly: return -distance.magnitude
    }
  }
}
