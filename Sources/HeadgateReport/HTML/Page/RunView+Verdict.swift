import HeadgateModel

/// A verdict as the page shows it: its word, its colour, and why.
extension RunView.Verdict {
  init(_ result: RunResult) {
    let verdict = RunVerdict(result)
    let kind =
      switch result.verdict {
      case .pass: "good"
      case .fail, .undrained, .invalid: "bad"
      case .interrupted: "warn"
      }
    self.init(
      kind: HTMLText(escaping: kind), word: HTMLText(escaping: result.verdict.rawValue),
      reason: HTMLText(escaping: verdict.reason))
  }
}
