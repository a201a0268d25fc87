import HeadgateModel
import HeadgateStatistics

/// The metrics of two variants as columns: of each its values by replication on either side.
struct MetricColumns {
  /// One metric on both sides, `nil` where a replication lacks it.
  struct Column {
    var summary: MetricSummary
    var baseline: [Double?]
    var candidate: [Double?]
  }

  private(set) var columns: [Column] = []
  private let offered: Double?

  /// Columns whose positions are the pairs.
  init(baseline: VariantResult, candidate: VariantResult, pairs: [ReplicationPair]) {
    self.init(
      baseline, candidate, values: pairs.map(\.baseline.metrics), pairs.map(\.candidate.metrics))
  }

  /// Columns of all replications of either side, which do not belong together.
  init(baseline: VariantResult, candidate: VariantResult) {
    self.init(
      baseline, candidate, values: baseline.replications.map(\.metrics),
      candidate.replications.map(\.metrics))
  }

  private init(
    _ baseline: VariantResult, _ candidate: VariantResult, values before: [[MetricValue]],
    _ after: [[MetricValue]]
  ) {
    offered = baseline.summary("offered")?.mean
    let summaries = Self.merged(candidate.summary, baseline.summary)
    let left = MetricValues(before, names: summaries.map(\.name))
    let right = MetricValues(after, names: summaries.map(\.name))
    columns = summaries.indices.map { index in
      Column(
        summary: summaries[index], baseline: left.columns[index], candidate: right.columns[index])
    }
  }

  /// The metrics of both sides in the order of results: one that only the second has stands behind
  /// the one that precedes it there.
  private static func merged(_ first: [MetricSummary], _ second: [MetricSummary]) -> [MetricSummary]
  {
    if first.map(\.name) == second.map(\.name) { return first }
    let known = Set(first.map(\.name))
    var followers: [String: [MetricSummary]] = [:]
    var head: [MetricSummary] = []
    var previous: String?
    for summary in second {
      if known.contains(summary.name) {
        previous = summary.name
      } else if let previous {
        followers[previous, default: []].append(summary)
      } else {
        head.append(summary)
      }
    }
    return head + first.flatMap { [$0] + (followers[$0.name] ?? []) }
  }

  var paired: [MetricComparison] {
    columns.compactMap { MetricComparison(paired: $0, rule: rule(for: $0.summary)) }
  }

  /// - Parameter isMeasured: Whether ties are counted exactly, however many values there are:
  ///   measured results have few.
  func unpaired(isMeasured: Bool, _ distributions: RankDistributions) -> [MetricComparison] {
    columns.compactMap {
      MetricComparison(
        unpaired: $0, rule: rule(for: $0.summary),
        tiedLimit: isMeasured ? MannWhitneyTest.exactLimit : 30, distributions)
    }
  }

  private func rule(for summary: MetricSummary) -> ComparisonRule {
    .standard(metric: summary.name, kind: summary.kind, offered: offered)
  }
}

extension MetricSummary {
  // The two modules name units and directions alike.
  var kind: QuantityKind {
    guard let kind = QuantityKind(rawValue: unit.rawValue) else {
      preconditionFailure("no kind of quantity for \(unit)")
    }
    return kind
  }

  var preferred: PreferredDirection {
    guard let direction = PreferredDirection(rawValue: better.rawValue) else {
      preconditionFailure("no direction for \(better)")
    }
    return direction
  }
}
