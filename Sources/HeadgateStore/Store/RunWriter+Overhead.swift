internal import GRDB
internal import HeadgateModel

extension RunWriter {
  func write(_ overhead: [StageOverhead], of replication: Int64) throws {
    for (position, stage) in overhead.enumerated() {
      try insert(
        """
        INSERT INTO overheads (replication_id, position, stage, batches, overshoot_mean,
          overshoot_p50, overshoot_p99, overshoot_max, dispatch_mean, dispatch_p50, dispatch_p99,
          dispatch_max)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          StoredValue.integer(replication), StoredValue.integer(position),
          StoredValue.text(stage.stage), StoredValue.integer(stage.batches),
        ] + columns(stage.overshoot) + columns(stage.dispatch))
    }
  }

  private func columns(_ delay: StageOverhead.Delay) -> [DatabaseValue] {
    [delay.mean, delay.p50, delay.p99, delay.max].map(StoredValue.number)
  }
}
