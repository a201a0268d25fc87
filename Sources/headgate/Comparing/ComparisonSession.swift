import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Compares every later result with the first, and prints and writes what came out.
struct ComparisonSession {
  var isComplete: Bool
  var format: OutputFormat
  var renderer: TextRenderer
  var json: OutputFile?
  var markdown: OutputFile?
  var html: OutputFile?

  /// - Throws: `CommandFailure` where two results have nothing in common, or where the comparisons
  ///   cannot be printed or written.
  func compare(_ results: [NamedResults]) throws {
    var comparisons: [RunComparison] = []
    var documents: [Document] = []
    for candidate in results.dropFirst() {
      let found = NamedResults.pairs(of: results[0], candidate)
      guard !found.pairs.isEmpty else {
        throw CommandFailure(
          .usage,
          "no scenario in common: \(results[0].label) has \(Self.names(results[0])), "
            + "\(candidate.label) has \(Self.names(candidate))")
      }
      for pair in found.pairs {
        let comparison = RunComparison(
          baseline: pair.baseline, candidate: pair.candidate,
          labels: (results[0].label, candidate.label),
          pairsSingleVariants: results[0].isOneVariant || candidate.isOneVariant)
        comparisons.append(comparison)
        documents.append(ComparisonReport(comparison, isComplete: isComplete).document)
      }
      let notes = [
        Self.note(found.baselineOnly, label: results[0].label),
        Self.note(found.candidateOnly, label: candidate.label),
      ].compactMap { $0 }
      if format == .json { for note in notes { StandardError.write(note + "\n") } }
      if !notes.isEmpty { documents.append(Document(notes.map { .alarm($0) })) }
    }
    try write(comparisons, documents)
  }

  private func write(_ comparisons: [RunComparison], _ documents: [Document]) throws {
    let isList = comparisons.count != 1
    switch format {
    case .text:
      try StandardOutput.write(documents.map(renderer.render).joined(separator: "\n"))
    case .json:
      try StandardOutput.write(
        ComparisonJSON.encode(comparisons, isList: isList, includingEnvironment: false))
    }
    try json?.write(ComparisonJSON.encode(comparisons, isList: isList))
    try markdown?.write(documents.map(MarkdownRenderer().render).joined(separator: "\n"))
    try html?.write(HTMLReport(results: [], comparisons: comparisons).text)
  }

  private static func names(_ results: NamedResults) -> String {
    results.results.map(\.scenarioName).joined(separator: ", ")
  }

  private static func note(_ scenarios: [String], label: String) -> String? {
    guard !scenarios.isEmpty else { return nil }
    return "ONLY IN \(label), and compared with nothing: "
      + (scenarios.count == 1 ? "the scenario " : "the scenarios ")
      + scenarios.joined(separator: ", ")
  }
}
