import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Results as text: one as it is, those of several scenarios as a list.
struct ResultText {
  private let results: [RunResult]
  private let isList: Bool
  private let ending: Document

  /// - Parameter ending: What ends the report in Markdown.
  init(_ results: [RunResult], isList: Bool, ending: Document = Document()) {
    self.results = results
    self.isList = isList
    self.ending = ending
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
    let documents = results.map { RunReport($0).document } + (ending.parts.isEmpty ? [] : [ending])
    return documents.map { MarkdownRenderer().render($0) }.joined(separator: "\n")
  }

  /// Thresholds as JUnit XML.
  var junit: String {
    JUnitReport(results.map { GateResult(run: $0, verdict: GateVerdict($0.verdict)) }).text
  }
}
