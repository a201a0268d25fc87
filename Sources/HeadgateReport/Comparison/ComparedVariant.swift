import HeadgateModel

/// What is said of one variant that is not identical: its figures, where the difference arises, and
/// how fine the comparison is.
struct ComparedVariant {
  private let variant: VariantComparison
  private let comparison: RunComparison
  private let isComplete: Bool
  private let hasLegend: Bool

  init(
    _ variant: VariantComparison, of comparison: RunComparison, isComplete: Bool, hasLegend: Bool
  ) {
    self.variant = variant
    self.comparison = comparison
    self.isComplete = isComplete
    self.hasLegend = hasLegend
  }

  var parts: [Document.Part] {
    let labels = (baseline: comparison.baseline.label, candidate: comparison.candidate.label)
    var parts: [Document.Part] = [
      .heading(VariantLabel.text(variant.identity, of: comparison), detail: basis)
    ]
    let figures = ComparisonTable(
      variant, labels: labels, isComplete: isComplete, hasLegend: hasLegend)
    parts += figures.missing.map { .alarm($0) }
    parts += [
      figures.table, TimePartsTable(variant, labels: labels).table,
      DivergenceTable(variant, labels: labels).table,
    ].compactMap { $0.map { .table($0) } }
    if let decision = DecisionText.text(variant, labels: labels) { parts.append(.text(decision)) }
    if let resolution { parts.append(.text(resolution)) }
    return parts
  }

  private var basis: String {
    switch variant.basis {
    case .identical: return "identical, event by event"
    case .paired:
      let pairs = variant.metrics.map(\.baselineValues.count).max() ?? 0
      var text =
        RunReport.counted(pairs, "replication") + " on the same arrivals and work, pair by pair"
      if variant.identicalPairs == pairs {
        text += "; every event is the same, the figures drawn from them are not"
      } else if variant.identicalPairs > 0 {
        text += "; \(variant.identicalPairs) of them identical, event by event"
      }
      if variant.baselineCount != variant.candidateCount {
        text += "; of \(variant.baselineCount) and \(variant.candidateCount)"
      }
      return text
    case .unpaired:
      return "\(variant.baselineCount) against \(variant.candidateCount) repetitions, one figure "
        + "each, by ranks"
    }
  }

  /// What the pairs could have found, and what pairing saved.
  private var resolution: String? {
    guard variant.basis == .paired else { return nil }
    let figures = ["throughput", "latency.mean", "latency.p99"].compactMap { name -> String? in
      guard let metric = variant.metric(name),
        let effect = metric.minimumDetectableEffect, effect > 0
      else { return nil }
      let saved = metric.varianceReduction.map {
        " (variance ÷ \(Decimal.fixed($0, decimals: $0 < 10 ? 1 : 0)) by pairing)"
      }
      return "\(name) \(DifferenceText(metric).magnitude(effect))" + (saved ?? "")
    }
    guard !figures.isEmpty else { return nil }
    return "smallest change found nine times in ten: " + figures.joined(separator: ", ")
  }
}
