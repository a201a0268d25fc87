/// What a live gate says of one metric.
public enum TwoStageVerdict: String, Sendable, CaseIterable {
  /// The first pairs show nothing.
  case clear
  /// The first pairs are critical: fresh pairs must decide.
  case suspicious
  /// The fresh pairs did not confirm the suspicion, or not a change that matters.
  case notConfirmed
  /// Fresh pairs confirmed a change for the worse that matters.
  case worse

  /// Whether the gate fails.
  public var isFailure: Bool { self == .worse }
}
