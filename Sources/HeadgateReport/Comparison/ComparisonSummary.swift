import HeadgateModel

/// The last line of a comparison: what is worse, what is better, and what nobody can say.
struct ComparisonSummary {
  private static let primary = [
    "throughput", "latency.mean", "latency.p99", "failed", "rejected", "shed",
  ]

  private let comparison: RunComparison

  init(_ comparison: RunComparison) {
    self.comparison = comparison
  }

  var part: Document.Part {
    let compared = comparison.variants
    guard !compared.isEmpty else {
      return .verdict("in short: no variant in common, nothing was compared", isGood: false)
    }
    let identical = compared.count { $0.basis == .identical }
    if identical == compared.count {
      let all = RunReport.counted(compared.count, "variant")
      return .verdict("in short: identical, \(all)", isGood: true)
    }
    var facts = identical == 0 ? [] : ["\(identical) of \(compared.count) variants identical"]
    let worse = moved(.worse)
    if let worse { facts.append("worse: \(worse)") }
    if let better = moved(.better) { facts.append("better: \(better)") }
    let undecided = [moved(.inconclusive), moved(.unreachable)].compactMap { $0 }
    if !undecided.isEmpty { facts.append("undecided: " + undecided.joined(separator: ", ")) }
    if facts.isEmpty { facts.append("no change that matters in the primary metrics") }
    return .verdict("in short: " + facts.joined(separator: "; "), isGood: worse == nil)
  }

  /// The primary metrics of an outcome, with the variants where that is not all of them.
  private func moved(_ outcome: ComparisonOutcome) -> String? {
    let compared = comparison.variants.filter { $0.basis != .identical }
    let texts = Self.primary.compactMap { name -> String? in
      let count = compared.count { $0.metric(name)?.outcome == outcome }
      guard count > 0 else { return nil }
      return compared.count == 1 ? name : "\(name) in \(count) of \(compared.count) variants"
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }
}
