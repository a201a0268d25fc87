public import HeadgateModel

/// Runs, and comparisons of runs, as one HTML page that needs nothing else: no network, no file beside
/// it. The same results give the same bytes.
public struct HTMLReport: Sendable {
  private let results: [RunResult]
  private let comparisons: [RunComparison]

  /// - Parameters:
  ///   - results: shown one after another.
  ///   - comparisons: shown before the results; their runs need not be among them.
  public init(results: [RunResult], comparisons: [RunComparison] = []) {
    self.results = results
    self.comparisons = comparisons
  }

  /// The positions of the variants that a run's plots show: those whose series and histograms the
  /// page needs. It is told from everything else about them.
  public static func drawn(of variants: [VariantResult]) -> [Int] {
    DrawnVariants(VariantColumns(variants)).entries.map(\.position)
  }

  /// The page, ended by a newline.
  public var text: String {
    let isOnly = results.count + comparisons.count == 1
    let runs =
      comparisons.enumerated().map { number, comparison in
        ComparisonPage(comparison, id: "comparison-\(number + 1)", isOnly: isOnly).view
      }
      + results.enumerated().map { number, result in
        RunPage(result, id: "run-\(number + 1)", isOnly: isOnly).view
      }
    return PageTemplates.render(
      PageView(title: HTMLText(escaping: title), contents: isOnly ? nil : contents, runs: runs))
  }

  private var title: String {
    var names: [String] = []
    for name in comparisons.map(\.title) + results.map(\.scenarioName) where !names.contains(name) {
      names.append(name)
    }
    return (names.isEmpty ? "No runs" : names.joined(separator: ", ")) + " - headgate"
  }

  private var contents: PageView.Contents {
    let compared = comparisons.enumerated().map { number, comparison in
      let outcome = ComparisonOutcomeCount(comparison)
      return entry(
        "comparison-\(number + 1)", comparison.title, outcome.kind, outcome.word,
        comparison.candidate.scenarioName)
    }
    let ran = results.enumerated().map { number, result in
      let verdict = RunView.Verdict(result)
      var entry = entry(
        "run-\(number + 1)", result.scenarioName, "", "",
        [RunReport(result).circumstances, result.environment.startedAt].filter { !$0.isEmpty }
          .joined(separator: ", "))
      (entry.kind, entry.word) = (verdict.kind, verdict.word)
      return entry
    }
    return PageView.Contents(
      title: HTMLText(escaping: comparisons.isEmpty ? "Runs" : "Comparison"),
      entries: compared + ran)
  }

  private func entry(
    _ target: String, _ name: String, _ kind: String, _ word: String, _ detail: String
  ) -> PageView.Contents.Entry {
    PageView.Contents.Entry(
      target: HTMLText(escaping: target), name: HTMLText(escaping: name),
      kind: HTMLText(escaping: kind), word: HTMLText(escaping: word),
      detail: HTMLText(escaping: detail))
  }
}
