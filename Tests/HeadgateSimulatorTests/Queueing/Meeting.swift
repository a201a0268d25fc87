/// A known value and what the simulation says about it.
struct Meeting: Sendable {
  var id: String
  var expected: Double
  var kind: Figure.Kind
  var interval: ControlledInterval

  /// Half the 99 % interval's width as a share of the value, with the metric's own resolution.
  var half: Double {
    interval.halfWidth(level: 0.99) / expected.magnitude + kind.resolution
  }

  var isNarrowEnough: Bool { half <= kind.widestHalf }

  /// Whether the interval at `level` contains the known value, as far as a `Double` can tell: some
  /// figures are what they must be in each replication.
  func contains(level: Double) -> Bool {
    (interval.mean - expected).magnitude
      <= interval.halfWidth(level: level) + (kind.resolution + 1e-12) * expected.magnitude
  }

  /// A line of the table: value, mean, half width and the share of the allowed width that it is.
  var line: String {
    func percent(_ share: Double) -> String { "\((share * 100_000).rounded() / 1000) %" }
    return "\(id): \(expected), simulated \(interval.mean) ± \(percent(half)), "
      + "\(percent(half / kind.widestHalf)) of the width allowed"
      + (contains(level: 0.99) ? "" : ", MISSED at 99 %")
  }
}
