import HeadgateModel

/// The values of a metric in the replications that two variants share and both have it in.
struct ReplicationPairs {
  private(set) var baseline: [Double] = []
  private(set) var candidate: [Double] = []

  init(_ metric: String, _ first: VariantResult, _ second: VariantResult) {
    for before in first.replications {
      guard
        let after = second.replications.first(where: { $0.replication == before.replication }),
        let old = before.metric(metric), let new = after.metric(metric)
      else { continue }
      baseline.append(old)
      candidate.append(new)
    }
  }
}
