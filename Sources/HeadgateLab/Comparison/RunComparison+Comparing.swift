public import HeadgateModel

extension RunComparison {
  /// Compares two results variant by variant: those of the same name and mode. A measured variant is
  /// never set against a simulated one.
  ///
  /// Where each side holds a single variant of a mode and `pairsSingleVariants` is set, those two are
  /// compared whatever their names, and the candidate's name stands for both.
  ///
  /// - Parameter labels: What each side is called.
  public init(
    baseline: RunResult, candidate: RunResult, labels: (baseline: String, candidate: String),
    pairsSingleVariants: Bool = false
  ) {
    var others = baseline.variants
    if pairsSingleVariants {
      for mode in RunMode.allCases {
        let before = others.indices.filter { others[$0].mode == mode }
        let after = candidate.variants.filter { $0.mode == mode }
        if before.count == 1, after.count == 1 { others[before[0]].name = after[0].name }
      }
    }
    let distributions = RankDistributions()
    var comparisons: [VariantComparison] = []
    var candidateOnly: [VariantIdentity] = []
    for variant in candidate.variants {
      let match = others.firstIndex { $0.identity == variant.identity }
      if let match {
        comparisons.append(
          VariantComparison(
            baseline: others.remove(at: match), candidate: variant, distributions: distributions))
      } else {
        candidateOnly.append(variant.identity)
      }
    }
    self.init(
      baseline: ComparedRun(baseline, label: labels.baseline),
      candidate: ComparedRun(candidate, label: labels.candidate),
      caveats: ComparisonCaveat.found(
        between: baseline, candidate, modes: comparisons.map(\.identity.mode)),
      variants: comparisons, baselineOnly: others.map(\.identity),
      candidateOnly: candidateOnly)
  }
}
