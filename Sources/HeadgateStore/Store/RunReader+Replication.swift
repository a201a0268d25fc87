internal import GRDB
internal import HeadgateModel

extension RunReader {
  func replications(of variant: Int64) throws -> [ReplicationResult] {
    var isFirst = true
    return try rows(
      """
      SELECT id, series_step_ns, replication, seed, digest, decision_count, in_flight, elapsed_ns,
        events
      FROM replications WHERE variant_id = ? ORDER BY position
      """,
      variant
    ) { row in
      let id: Int64 = try row.integer()
      let hasSeries = detail.hasSeries(isFirst: isFirst)
      isFirst = false
      let series = TimeSeries(step: try row.integer(), lines: hasSeries ? try lines(of: id) : [])
      return ReplicationResult(
        replication: try row.integer(), seed: try row.seed(), digest: try row.text(),
        metrics: try metrics(of: id),
        histograms: detail.hasHistograms ? try histograms(of: id) : [], series: series,
        decisions: try decisions(of: id), decisionCount: try row.integer(),
        checks: try checks(of: id), inFlight: try row.integer(), elapsed: try row.integer(),
        events: try row.integer(), overhead: try overhead(of: id))
    }
  }

  private func metrics(of replication: Int64) throws -> [MetricValue] {
    let names = try names.all(in: self)
    return try rows(
      "SELECT name_id, value FROM metrics WHERE replication_id = ? ORDER BY position", replication
    ) { row in
      let id: Int64 = try row.integer()
      guard let name = names[id] else { throw row.problem("a name") }
      return MetricValue(name: name, value: try row.number())
    }
  }

  private func checks(of replication: Int64) throws -> [SelfCheck] {
    try rows(
      "SELECT name, holds, detail FROM checks WHERE replication_id = ? ORDER BY position",
      replication
    ) { SelfCheck(name: try $0.text(), holds: try $0.flag(), detail: try $0.text()) }
  }

  private func decisions(of replication: Int64) throws -> [Decision] {
    try rows(
      """
      SELECT time_ns, subject, "from", "to", reason FROM decisions
      WHERE replication_id = ? ORDER BY position
      """,
      replication
    ) { row in
      Decision(
        time: try row.integer(), subject: try row.text(), from: try row.text(),
        to: try row.text(), reason: try row.text())
    }
  }

  private func lines(of replication: Int64) throws -> [SeriesLine] {
    try rows(
      """
      SELECT name, data FROM series JOIN names ON names.id = name_id
      WHERE replication_id = ? ORDER BY position
      """,
      replication
    ) { SeriesLine(name: try $0.text(), values: try $0.blob(SeriesBlob.decode)) }
  }

  private func histograms(of replication: Int64) throws -> [HistogramRecord] {
    try rows(
      """
      SELECT data, name, sum_ns, maximum_ns FROM histograms JOIN names ON names.id = name_id
      WHERE replication_id = ? ORDER BY position
      """,
      replication
    ) { row in
      let (indexes, counts) = try row.blob(HistogramBlob.decode)
      return HistogramRecord(
        name: try row.text(), indexes: indexes, counts: counts, sum: try row.number(),
        maximum: try row.integer())
    }
  }
}
