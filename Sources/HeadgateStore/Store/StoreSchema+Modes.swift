extension StoreSchema {
  /// Thresholds are judged once for each mode. Runs from before had only the simulator's.
  static let thresholdModes = """
    ALTER TABLE thresholds ADD COLUMN mode TEXT NOT NULL DEFAULT 'sim';

    DROP VIEW run_thresholds;
    CREATE VIEW run_thresholds AS
    SELECT runs.id AS run, runs.scenario AS scenario, thresholds.variant AS variant,
      thresholds.mode AS mode, thresholds.expression AS expression,
      thresholds.observed AS observed, thresholds.ok AS ok, thresholds.severity AS severity
    FROM runs
    JOIN thresholds ON thresholds.run_id = runs.id;
    """

  /// What the machine added to a stage's batches in a run on the wall clock, in seconds.
  static let overheads = """
    CREATE TABLE overheads (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      stage TEXT NOT NULL,
      batches INTEGER NOT NULL,
      overshoot_mean REAL,
      overshoot_p50 REAL,
      overshoot_p99 REAL,
      overshoot_max REAL,
      dispatch_mean REAL,
      dispatch_p50 REAL,
      dispatch_p99 REAL,
      dispatch_max REAL,
      PRIMARY KEY (replication_id, position)
    ) WITHOUT ROWID;
    """
}
