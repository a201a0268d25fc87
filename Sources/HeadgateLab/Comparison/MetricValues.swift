import HeadgateModel

/// The values of named metrics by replication, `nil` where one lacks the metric.
///
/// Replications name nearly the same metrics in the same order, so each is found where the one before
/// it was. Linear in the number of values where that holds.
struct MetricValues {
  /// One a name, each with a value a replication.
  private(set) var columns: [[Double?]]

  init(_ replications: [[MetricValue]], names: [String]) {
    columns = names.map { _ in [Double?](repeating: nil, count: replications.count) }
    var places: [String: Int]?
    for (number, metrics) in replications.enumerated() {
      var next = 0
      for metric in metrics {
        if next < names.count, names[next] == metric.name {
          columns[next][number] = metric.value
        } else {
          let known = places ?? Dictionary(uniqueKeysWithValues: zip(names, names.indices))
          places = known
          guard let place = known[metric.name] else { continue }
          columns[place][number] = metric.value
          next = place
        }
        next += 1
      }
    }
  }
}
