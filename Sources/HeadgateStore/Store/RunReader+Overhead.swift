internal import GRDB
internal import HeadgateModel

extension RunReader {
  /// What the machine added to each stage; `nil` where it was not measured.
  func overhead(of replication: Int64) throws -> [StageOverhead]? {
    let overhead = try rows(
      """
      SELECT stage, batches, overshoot_mean, overshoot_p50, overshoot_p99, overshoot_max,
        dispatch_mean, dispatch_p50, dispatch_p99, dispatch_max
      FROM overheads WHERE replication_id = ? ORDER BY position
      """,
      replication
    ) { row in
      StageOverhead(
        stage: try row.text(), batches: try row.integer(), overshoot: try delay(&row),
        dispatch: try delay(&row))
    }
    return overhead.isEmpty ? nil : overhead
  }

  private func delay(_ row: inout StoredRow) throws -> StageOverhead.Delay {
    StageOverhead.Delay(
      mean: try row.number(), p50: try row.number(), p99: try row.number(), max: try row.number())
  }
}
