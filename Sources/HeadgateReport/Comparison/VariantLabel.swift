import HeadgateModel

/// A compared variant in running text.
enum VariantLabel {
  /// Its name, with its mode where the comparison has several.
  static func text(_ identity: VariantIdentity, of comparison: RunComparison) -> String {
    let all =
      comparison.variants.map(\.identity) + comparison.baselineOnly + comparison.candidateOnly
    return Set(all.map(\.mode)).count > 1
      ? "\(identity.name) (\(identity.mode.rawValue))" : identity.name
  }
}
