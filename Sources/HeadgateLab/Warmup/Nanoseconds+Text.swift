import HeadgateCore

extension Nanoseconds {
  /// The span as a scenario file writes it, in the largest unit that divides it: `35s`, `1500ms`.
  var text: String {
    let units: [(name: String, size: Nanoseconds)] = [
      ("s", .second), ("ms", .millisecond), ("us", 1_000),
    ]
    guard let unit = units.first(where: { isMultiple(of: $0.size) }) else { return "\(self)ns" }
    return "\(self / unit.size)\(unit.name)"
  }
}
