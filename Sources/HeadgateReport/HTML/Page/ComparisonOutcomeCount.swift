import HeadgateModel

/// What a comparison comes to, in a word: informing only, never a gate's.
struct ComparisonOutcomeCount {
  private let worse: Int
  private let better: Int
  private let undecided: Int
  private let isIdentical: Bool

  init(_ comparison: RunComparison) {
    let outcomes = comparison.variants.flatMap { $0.metrics.map(\.outcome) }
    worse = outcomes.filter { $0 == .worse }.count
    better = outcomes.filter { $0 == .better }.count
    undecided = outcomes.filter { $0 == .inconclusive || $0 == .unreachable }.count
    isIdentical =
      !comparison.variants.isEmpty
      && comparison.variants.allSatisfy { $0.basis == .identical }
  }

  var kind: String { worse > 0 ? "bad" : isIdentical || better > 0 ? "good" : "warn" }

  var word: String {
    if isIdentical { return "identical" }
    if worse > 0 { return "worse" }
    return better > 0 ? "better" : "no change beyond the margins"
  }

  var reason: String {
    if isIdentical { return "every trace is the same, event by event" }
    return "of the figures compared, \(worse) worse, \(better) better, \(undecided) undecided"
  }
}

extension RunComparison {
  var title: String { "\(candidate.label) against \(baseline.label)" }
}
