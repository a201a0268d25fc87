import Foundation
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Where a gate's results go beside stdout.
struct GateDestinations {
  var json: OutputFile?
  var junit: OutputFile?
  var markdown: OutputFile?
  var html: OutputFile?
  var benchmark: OutputFile?
  var isOnGitHub: Bool
  /// The file that GitHub shows as the step's summary.
  var summaryPath: String?

  /// - Parameter isList: Whether more than one scenario was asked for.
  func write(_ gates: [GateResult], isList: Bool) throws {
    guard !gates.isEmpty else { return }
    try json?.write(GateJSON.encode(gates, isList: isList))
    try junit?.write(JUnitReport(gates).text)
    try markdown?.write(
      gates.map { MarkdownRenderer().render(GateReport($0).document) }.joined(separator: "\n"))
    try html?.write(
      HTMLReport(results: gates.map(\.run), comparisons: gates.compactMap(\.comparison)).text)
    try benchmark?.write(BenchmarkJSON(gates.map(\.run)).text)
    guard isOnGitHub else { return }
    StandardError.write(GitHubAnnotations(gates).text)
    if let summaryPath { try append(GitHubSummary(gates).text, to: summaryPath) }
  }

  /// Other commands of the step may have written a summary, too.
  private func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .internalError, "cannot write GITHUB_STEP_SUMMARY \(path): \(systemMessage(errno))")
    }
    defer { close(descriptor) }
    if let error = writeAll(text, to: descriptor) {
      throw CommandFailure(
        .internalError, "cannot write GITHUB_STEP_SUMMARY \(path): \(systemMessage(error))")
    }
  }
}
