import HeadgateModel

/// One universe as either side met it.
struct ReplicationPair {
  var baseline: ReplicationResult
  var candidate: ReplicationResult

  var replication: Int { candidate.replication }
  var isIdentical: Bool { baseline.digest == candidate.digest }

  /// The replications that both sides have of one seed, in the candidate's order.
  static func pairs(of baseline: VariantResult, _ candidate: VariantResult) -> [ReplicationPair] {
    let others = Dictionary(
      baseline.replications.map { ($0.replication, $0) }, uniquingKeysWith: { first, _ in first })
    return candidate.replications.compactMap { replication in
      others[replication.replication].flatMap { other in
        other.seed == replication.seed
          ? ReplicationPair(baseline: other, candidate: replication) : nil
      }
    }
  }
}
