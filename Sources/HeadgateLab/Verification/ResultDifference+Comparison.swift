import HeadgateModel

extension ResultDifference {
  /// Everything in which two results of one replication differ; empty where they are the same.
  ///
  /// The count of events is each driver's own, and no part of what a run decides.
  static func all(
    _ reference: ReplicationResult, _ candidate: ReplicationResult
  ) -> [ResultDifference] {
    var found: [ResultDifference] = []
    func compare<Value: Equatable>(_ what: String, _ path: KeyPath<ReplicationResult, Value>) {
      let (first, second) = (reference[keyPath: path], candidate[keyPath: path])
      if first != second {
        found.append(
          ResultDifference(what: what, reference: "\(first)", candidate: "\(second)"))
      }
    }
    compare("digest", \.digest)
    compare("elapsed nanoseconds", \.elapsed)
    compare("jobs in flight at the end", \.inFlight)
    found += metrics(reference.metrics, candidate.metrics)
    found += named("histogram ", reference.histograms, candidate.histograms, \.name)
    found += named("series ", reference.series.lines, candidate.series.lines, \.name)
    compare("the series' step", \.series.step)
    compare("decisions", \.decisionCount)
    if reference.decisions != candidate.decisions {
      found.append(ResultDifference(what: "decisions in detail"))
    }
    found += checks(reference.checks, candidate.checks)
    return found
  }

  private static func metrics(
    _ reference: [MetricValue], _ candidate: [MetricValue]
  ) -> [ResultDifference] {
    compare(reference, candidate, \.name) { first, second in
      guard first?.value.bitPattern != second?.value.bitPattern else { return nil }
      return (text(first?.value), text(second?.value))
    }
  }

  private static func checks(
    _ reference: [SelfCheck], _ candidate: [SelfCheck]
  ) -> [ResultDifference] {
    compare(reference, candidate, \.name) { first, second in
      first == second ? nil : (first?.detail ?? "none", second?.detail ?? "none")
    }
  }

  private static func named<Item: Equatable>(
    _ prefix: String, _ reference: [Item], _ candidate: [Item], _ name: KeyPath<Item, String>
  ) -> [ResultDifference] {
    compare(reference, candidate, name) { first, second in
      first == second ? nil : ("", "")
    }.map { ResultDifference(what: prefix + $0.what) }
  }

  /// Items of one name side by side, in the order of the reference; then those of the candidate alone.
  private static func compare<Item>(
    _ reference: [Item], _ candidate: [Item], _ name: KeyPath<Item, String>,
    _ difference: (Item?, Item?) -> (String, String)?
  ) -> [ResultDifference] {
    var others: [String: Item] = [:]
    for item in candidate { others[item[keyPath: name]] = item }
    var found: [ResultDifference] = []
    func add(_ what: String, _ first: Item?, _ second: Item?) {
      guard let values = difference(first, second) else { return }
      found.append(ResultDifference(what: what, reference: values.0, candidate: values.1))
    }
    for item in reference {
      let what = item[keyPath: name]
      add(what, item, others.removeValue(forKey: what))
    }
    for item in candidate where others[item[keyPath: name]] != nil {
      add(item[keyPath: name], nil, item)
    }
    return found
  }

  private static func text(_ value: Double?) -> String {
    value.map { "\($0)" } ?? "none"
  }
}
