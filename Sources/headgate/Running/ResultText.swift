import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Results as text: one as it is, those of several scenarios as a list.
struct ResultText {
  private let results: [RunResult]
  private let isList: Bool

  init(_ results: [RunResult], isList: Bool) {
    self.results = results
    self.isList = isList
  }

  /// - Parameter isWhole: with `environment`; without it the text is a function of scenario, seed and
  ///   code alone.
  func json(isWhole: Bool) -> String {
    let text =
      isList
      ? ResultJSON.encode(results, includingEnvironment: isWhole)
      : ResultJSON.encode(results[0], includingEnvironment: isWhole)
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  var html: String { HTMLReport(results: results).text }

  var markdown: String {
    results.map { MarkdownRenderer().render(RunReport($0).document) }.joined(separator: "\n")
  }

  /// Thresholds as JUnit XML.
  var junit: String {
    JUnitReport(results.map { GateResult(run: $0, verdict: GateVerdict($0.verdict)) }).text
  }
}
