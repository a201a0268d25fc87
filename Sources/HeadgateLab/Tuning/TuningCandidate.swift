import HeadgateModel

/// Settings that a search looks at.
struct TuningCandidate: Sendable {
  var index: Int
  var generation: Int
  var slot: Int
  var point: [Double]
  var settings: [VariantSetting]
  /// What it is to be better than; `nil` in a population's first generation, which runs in full.
  var parent: TuningJudge.Figures?

  /// The same for the same settings.
  var key: String { Self.key(of: settings) }

  static func key(of settings: [VariantSetting]) -> String {
    settings.map { "\($0.path)=\($0.value)" }.joined(separator: "\n")
  }
}
