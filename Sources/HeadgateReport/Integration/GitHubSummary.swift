public import HeadgateModel

/// Gates as a GitHub Actions step summary: the verdicts first, then each scenario's report folded
/// away where it passed.
///
/// GitHub drops a step's summary above 1 MiB whole, so what does not fit is left out, and said so.
public struct GitHubSummary: Sendable {
  /// GitHub's limit, less what other commands of the step may write.
  static let mostBytes = 1_000_000

  private let gates: [GateResult]

  public init(_ gates: [GateResult]) {
    self.gates = gates
  }

  /// Markdown, ending with a line feed.
  public var text: String {
    var text = "## headgate\n\n"
    for gate in gates { text += "- \(Self.sign(gate)) \(Self.verdict(gate))\n" }
    var left = 0
    for gate in gates {
      let section = "\n" + Self.section(gate)
      if text.utf8.count + section.utf8.count > Self.mostBytes {
        left += 1
      } else {
        text += section
      }
    }
    if left > 0 {
      text += "\n_\(left) of \(gates.count) reports left out: a summary holds at most 1 MiB._\n"
    }
    return text
  }

  private static func sign(_ gate: GateResult) -> String {
    switch gate.verdict {
    case .pass, .improved: "✅"
    case .inconclusive: "❔"
    case .fail, .baselineMissing, .invalid, .interrupted: "❌"
    }
  }

  private static func verdict(_ gate: GateResult) -> String {
    "**\(gate.run.scenarioName)** \(GateVerdictText(gate).text)"
  }

  private static func section(_ gate: GateResult) -> String {
    let report = MarkdownRenderer().render(GateReport(gate).document)
    guard gate.verdict == .pass else { return report }
    return "<details><summary>\(XMLText.content(gate.run.scenarioName))</summary>\n\n\(report)\n"
      + "</details>\n"
  }
}
