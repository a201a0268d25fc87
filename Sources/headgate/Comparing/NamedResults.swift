import HeadgateModel

/// The results behind one argument: of one scenario or of several.
struct NamedResults {
  var label: String
  var results: [RunResult]
  /// Whether one variant was picked out of them.
  var isOneVariant: Bool
}

extension NamedResults {
  /// Two results of one scenario, or the only one of either side.
  struct Pair {
    var baseline: RunResult
    var candidate: RunResult
  }

  /// Results that belong together by the name of their scenario, in the order of `candidate`, and the
  /// scenarios that only one side has.
  static func pairs(
    of baseline: NamedResults, _ candidate: NamedResults
  ) -> (pairs: [Pair], baselineOnly: [String], candidateOnly: [String]) {
    if baseline.results.count == 1, candidate.results.count == 1 {
      let pair = Pair(baseline: baseline.results[0], candidate: candidate.results[0])
      return ([pair], [], [])
    }
    var others = baseline.results
    var pairs: [Pair] = []
    var candidateOnly: [String] = []
    for result in candidate.results {
      if let match = others.firstIndex(where: { $0.scenarioName == result.scenarioName }) {
        pairs.append(Pair(baseline: others.remove(at: match), candidate: result))
      } else {
        candidateOnly.append(result.scenarioName)
      }
    }
    return (pairs, others.map(\.scenarioName), candidateOnly)
  }
}
