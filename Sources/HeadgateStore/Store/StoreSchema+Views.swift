extension StoreSchema {
  /// What makes queries by hand pleasant.
  static let views = """
    CREATE VIEW run_metrics AS
    SELECT runs.id AS run, runs.scenario AS scenario, variants.name AS variant,
      variants.mode AS mode, replications.replication AS replication,
      replications.seed AS seed, names.name AS metric, metrics.value AS value
    FROM runs
    JOIN variants ON variants.run_id = runs.id
    JOIN replications ON replications.variant_id = variants.id
    JOIN metrics ON metrics.replication_id = replications.id
    JOIN names ON names.id = metrics.name_id;

    CREATE VIEW run_summaries AS
    SELECT runs.id AS run, runs.scenario AS scenario, variants.name AS variant,
      variants.mode AS mode, names.name AS metric, summaries.mean AS mean,
      summaries.low AS low, summaries.high AS high, summaries.unit AS unit,
      summaries.better AS better
    FROM runs
    JOIN variants ON variants.run_id = runs.id
    JOIN summaries ON summaries.variant_id = variants.id
    JOIN names ON names.id = summaries.name_id;

    CREATE VIEW run_decisions AS
    SELECT runs.id AS run, runs.scenario AS scenario, variants.name AS variant,
      variants.mode AS mode, replications.replication AS replication,
      decisions.time_ns / 1e9 AS seconds, decisions.subject AS subject,
      decisions."from" AS "from", decisions."to" AS "to", decisions.reason AS reason
    FROM runs
    JOIN variants ON variants.run_id = runs.id
    JOIN replications ON replications.variant_id = variants.id
    JOIN decisions ON decisions.replication_id = replications.id;

    CREATE VIEW run_thresholds AS
    SELECT runs.id AS run, runs.scenario AS scenario, thresholds.variant AS variant,
      thresholds.expression AS expression, thresholds.observed AS observed,
      thresholds.ok AS ok, thresholds.severity AS severity
    FROM runs
    JOIN thresholds ON thresholds.run_id = runs.id;
    """
}
