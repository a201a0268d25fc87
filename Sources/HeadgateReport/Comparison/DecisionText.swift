import HeadgateModel

/// The first decision that two sides do not share, from both.
enum DecisionText {
  static func text(
    _ variant: VariantComparison, labels: (baseline: String, candidate: String)
  ) -> String? {
    guard let divergence = variant.firstDecision else { return nil }
    let before =
      divergence.shared == 0
      ? "" : ", after \(RunReport.counted(divergence.shared, "decision")) in common"
    return "first decision that differs, in replication \(divergence.replication)\(before): "
      + "\(labels.baseline): \(text(divergence.baseline)); "
      + "\(labels.candidate): \(text(divergence.candidate))"
  }

  private static func text(_ decision: Decision?) -> String {
    guard let decision else { return "none" }
    let seconds = Decimal.fixed(Double(decision.time) / 1e9, decimals: 3)
    return "at \(seconds)s \(decision.subject) \(decision.from) → \(decision.to)"
      + (decision.reason.isEmpty ? "" : " (\(decision.reason))")
  }
}
