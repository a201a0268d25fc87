import HeadgateModel
import HeadgateReport
import HeadgateStore

extension RunListEntry {
  init(_ run: StoredRunSummary) {
    self.init(
      id: run.id, startedAt: run.startedAt, scenario: run.scenarioName, variants: run.variants,
      replications: run.replications, mode: run.modes.map(\.rawValue).joined(separator: ", "),
      verdict: run.verdict?.rawValue ?? "failed to run", wallSeconds: run.wallSeconds)
  }
}
