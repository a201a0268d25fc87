import HeadgateModel
import HeadgateStatistics

/// The metrics of several replications, each with its moments, in the order of the catalogue.
///
/// Replications name nearly the same metrics in the same order; a metric that an earlier one lacked
/// takes its place behind the one that precedes it. Linear in the number of values.
struct MetricTable {
  private var names: [String] = []
  private var moments: [SampleMoments] = []
  private var slots: [String: Int] = [:]
  /// Slots in the order of metrics.
  private var order: [Int] = []

  init(_ replications: [ReplicationResult]) {
    for replication in replications { add(replication.metrics) }
  }

  var rows: [(name: String, moments: SampleMoments)] {
    order.map { (names[$0], moments[$0]) }
  }

  private mutating func add(_ metrics: [MetricValue]) {
    var cursor = 0
    for metric in metrics {
      if cursor == order.count || names[order[cursor]] != metric.name {
        cursor = position(of: metric.name, from: cursor)
      }
      moments[order[cursor]].add(metric.value)
      cursor += 1
    }
  }

  private mutating func position(of name: String, from cursor: Int) -> Int {
    if let slot = slots[name] {
      return order[cursor...].firstIndex(of: slot) ?? order.firstIndex(of: slot) ?? cursor
    }
    slots[name] = names.count
    order.insert(names.count, at: cursor)
    names.append(name)
    moments.append(SampleMoments())
    return cursor
  }
}
