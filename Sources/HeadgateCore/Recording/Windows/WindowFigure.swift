/// One figure over windows that a result is asked for: a metric's value in the window where it is
/// largest or smallest.
public struct WindowFigure: Sendable, Equatable, Hashable {
  /// The value that stands for all windows: a demand that it meets is met by every one of them.
  public enum Extreme: Sendable, Equatable, Hashable {
    case largest, smallest
  }

  /// What results call the figure: `latency.p99{over: 30s}`.
  public var name: String
  /// The metric's name without tags.
  public var metric: String
  public var length: Nanoseconds
  public var extreme: Extreme
  /// Whether a count is taken as a share of the jobs offered in its window.
  public var isShareOfOffered: Bool

  public init(
    name: String, metric: String, length: Nanoseconds, extreme: Extreme,
    isShareOfOffered: Bool = false
  ) {
    self.name = name
    self.metric = metric
    self.length = length
    self.extreme = extreme
    self.isShareOfOffered = isShareOfOffered
  }
}
