internal import GRDB
internal import HeadgateModel

extension RunWriter {
  mutating func write(
    _ replication: ReplicationResult, at position: Int, of variant: Int64
  ) throws {
    try insert(
      """
      INSERT INTO replications (variant_id, position, replication, seed, digest, in_flight,
        elapsed_ns, events, decision_count, series_step_ns)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.integer(variant), StoredValue.integer(position),
      StoredValue.integer(replication.replication), StoredValue.text(String(replication.seed)),
      StoredValue.text(replication.digest), StoredValue.integer(replication.inFlight),
      StoredValue.integer(replication.elapsed), StoredValue.integer(replication.events),
      StoredValue.integer(replication.decisionCount), StoredValue.integer(replication.series.step))
    let id = database.lastInsertedRowID
    try write(replication.metrics, of: id)
    try write(replication.checks, of: id)
    try write(replication.decisions, of: id)
    try write(replication.series.lines, of: id)
    try write(replication.histograms, of: id)
    try write(replication.overhead ?? [], of: id)
  }

  /// Many rows a statement: metrics are most of a run's rows, and each statement has its price.
  private mutating func write(_ metrics: [MetricValue], of replication: Int64) throws {
    let rowsAtOnce = 64
    for start in stride(from: 0, to: metrics.count, by: rowsAtOnce) {
      let end = min(start + rowsAtOnce, metrics.count)
      var values: [DatabaseValue] = []
      values.reserveCapacity((end - start) * 4)
      for position in start..<end {
        values.append(StoredValue.integer(replication))
        values.append(StoredValue.integer(position))
        values.append(try nameID(metrics[position].name))
        values.append(StoredValue.number(metrics[position].value))
      }
      let rows = repeatElement("(?, ?, ?, ?)", count: end - start).joined(separator: ", ")
      try insert(
        "INSERT INTO metrics (replication_id, position, name_id, value) VALUES \(rows)", values)
    }
  }

  private func write(_ checks: [SelfCheck], of replication: Int64) throws {
    for (position, check) in checks.enumerated() {
      try insert(
        """
        INSERT INTO checks (replication_id, position, name, holds, detail) VALUES (?, ?, ?, ?, ?)
        """,
        StoredValue.integer(replication), StoredValue.integer(position),
        StoredValue.text(check.name), StoredValue.flag(check.holds),
        StoredValue.text(check.detail))
    }
  }

  private func write(_ decisions: [Decision], of replication: Int64) throws {
    for (position, decision) in decisions.enumerated() {
      try insert(
        """
        INSERT INTO decisions (replication_id, position, time_ns, subject, "from", "to", reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        StoredValue.integer(replication), StoredValue.integer(position),
        StoredValue.integer(decision.time), StoredValue.text(decision.subject),
        StoredValue.text(decision.from), StoredValue.text(decision.to),
        StoredValue.text(decision.reason))
    }
  }

  private mutating func write(_ lines: [SeriesLine], of replication: Int64) throws {
    for (position, line) in lines.enumerated() {
      try insert(
        """
        INSERT INTO series (replication_id, position, name_id, points, data)
        VALUES (?, ?, ?, ?, ?)
        """,
        StoredValue.integer(replication), StoredValue.integer(position), try nameID(line.name),
        StoredValue.integer(line.values.count), StoredValue.blob(SeriesBlob.encode(line.values)))
    }
  }

  private mutating func write(_ histograms: [HistogramRecord], of replication: Int64) throws {
    for (position, histogram) in histograms.enumerated() {
      try insert(
        """
        INSERT INTO histograms (replication_id, position, name_id, buckets, sum_ns, maximum_ns,
          data)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        StoredValue.integer(replication), StoredValue.integer(position),
        try nameID(histogram.name), StoredValue.integer(histogram.indexes.count),
        StoredValue.number(histogram.sum), StoredValue.integer(histogram.maximum),
        StoredValue.blob(HistogramBlob.encode(histogram)))
    }
  }
}
