import HeadgateCore

extension WindowFigure {
  /// The figure that decides about a demand on every window: the largest value for an upper limit,
  /// the smallest for a lower one; `nil` for `==`, which has neither.
  init?(
    _ definition: MetricDefinition, length: Nanoseconds, comparison: Comparison,
    isShareOfOffered: Bool = false
  ) {
    let extreme: Extreme
    switch comparison {
    case .less, .lessOrEqual: extreme = .largest
    case .greater, .greaterOrEqual: extreme = .smallest
    case .equal: return nil
    }
    self.init(
      name: "", metric: definition.name, length: length, extreme: extreme,
      isShareOfOffered: isShareOfOffered)
    name = reference(definition).description
  }

  /// `{over: 30s}` is the worst window as the metric's direction has it. Where the other extreme is
  /// meant, or the metric has no direction, the tag says which: `{over: 30s min}`. `share` stands
  /// for a share of the offered jobs.
  func reference(_ definition: MetricDefinition) -> MetricReference {
    var words = [Measure.duration.written(Double(length))]
    if isShareOfOffered { words.append(Self.share) }
    if extreme != definition.better.worse { words.append(extreme == .largest ? "max" : "min") }
    return MetricReference(
      name: metric, tags: [MetricTag(key: .over, value: words.joined(separator: " "))])
  }

  private static let share = "share"

  /// Whether a figure is a share of the offered jobs, by its name in results.
  static func isShare(_ name: String) -> Bool {
    guard name.hasSuffix("}"), let brace = name.firstIndex(of: "{") else { return false }
    let tag = name[brace...].dropFirst().dropLast()
    return tag.hasPrefix("over: ") && tag.split(separator: " ").contains { $0 == share }
  }
}

extension MetricDirection {
  fileprivate var worse: WindowFigure.Extreme? {
    switch self {
    case .lower: .largest
    case .higher: .smallest
    case .neither: nil
    }
  }
}
