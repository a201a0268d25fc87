import HeadgateCore
import HeadgateModel

extension CapacityTrial {
  /// What a run of one variant says about the load that it met.
  init(position: Double, of variant: Variant, run: RunResult) {
    let outcome = run.variants[0]
    func mean(_ name: String) -> Double? { outcome.summary(name)?.mean }
    let waits = ["queue", "buffer", "blocked"].compactMap { mean("time.\($0)") }.reduce(0, +)
    self.init(
      position: position, clients: variant.specification.closedClients,
      offered: mean("offered.rate"), throughput: mean("throughput"),
      demands: variant.thresholds.filter { $0.severity == .error }.map {
        CapacityDemand($0, of: outcome)
      },
      undrained: outcome.replications.count { $0.inFlight > 0 },
      stages: variant.specification.pipeline.stages.map {
        Stage(name: $0.name, utilization: mean("\($0.name).utilization") ?? 0)
      },
      isPacedByTokens: (mean("time.tokens") ?? 0) > waits && !Self.isReduced(mean),
      alarms: outcome.replications.flatMap { replication in
        replication.checks.filter { !$0.holds }.map {
          "self-check \($0.name) failed in replication \(replication.replication): \($0.detail)"
        }
      })
  }

  /// Whether a controller holds its rate down because of what happens downstream: then the stages set
  /// the pace, though jobs wait for tokens.
  private static func isReduced(_ mean: (String) -> Double?) -> Bool {
    guard let usual = mean("controller.multiplier.mean"),
      let highest = mean("controller.multiplier.max")
    else { return false }
    return usual < 0.9 * highest
  }
}

extension CapacityDemand {
  init(_ threshold: Threshold, of variant: VariantResult) {
    let interval = ThresholdResult.interval(threshold, of: variant)
    func holds(_ value: Double?) -> Bool {
      value.map { threshold.comparison.holds($0, threshold.limit) } ?? false
    }
    let ok = holds(interval?.mean)
    let ends = [interval?.low ?? interval?.mean, interval?.high ?? interval?.mean].map(holds)
    self.init(
      threshold: threshold, observed: interval?.mean, low: interval?.low, high: interval?.high,
      ok: ok, isSure: ends.allSatisfy(\.self), isPossible: ok || ends.contains(true))
  }
}
