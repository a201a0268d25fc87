import HeadgateModel

/// What makes a run's figures doubtful, in words that nobody overlooks.
enum RunAlarms {
  static func texts(_ result: RunResult) -> [String] {
    let columns = VariantColumns(result.variants)
    return columns.variants.flatMap { failedChecks($0, label: columns.label($0)) }
      + columns.variants.compactMap { leftovers($0, label: columns.label($0)) }
  }

  private static func failedChecks(_ variant: VariantResult, label: String) -> [String] {
    variant.replications.flatMap { replication in
      replication.checks.filter { !$0.holds }.map {
        "SELF-CHECK FAILED: \($0.name) in \(label), replication "
          + "\(replication.replication): \($0.detail); these figures are not to be trusted"
      }
    }
  }

  private static func leftovers(_ variant: VariantResult, label: String) -> String? {
    let undrained = variant.replications.filter { $0.inFlight > 0 }
    guard let most = undrained.map(\.inFlight).max() else { return nil }
    return "STILL IN FLIGHT after the drain: up to \(Decimal.grouped(most)) jobs in "
      + "\(label), in \(undrained.count) of \(variant.replications.count) replications; "
      + "their latencies are in no figure"
  }
}
