internal import GRDB
internal import HeadgateModel

/// Writes runs within a transaction that the caller has begun.
struct RunWriter {
  let database: Database
  private var nameIDs: [ExactText: Int64] = [:]

  init(_ database: Database) {
    self.database = database
  }

  /// Writes a run that gave a result; answers its id.
  mutating func write(_ result: RunResult) throws -> Int64 {
    let run = try writeRun(
      RunRow(
        scenarioName: result.scenarioName, scenarioPath: result.scenarioPath,
        scenarioText: result.scenarioText, scenarioSHA256: result.scenarioSHA256,
        seed: result.seed, modes: result.modes, variantCount: result.variants.count,
        replicationCount: result.variants.map(\.replications.count).max() ?? 0,
        verdict: result.verdict, error: nil, environment: result.environment))
    for (position, variant) in result.variants.enumerated() {
      try write(variant, at: position, of: run)
    }
    for (position, threshold) in result.thresholds.enumerated() {
      try write(threshold, at: position, of: run)
    }
    return run
  }

  /// Writes the row of a run alone; answers its id.
  func writeRun(_ run: RunRow) throws -> Int64 {
    try insert(
      """
      INSERT INTO runs (scenario_id, scenario, path, seed, modes, variant_count,
        replication_count, verdict, error, version, "commit", host, machine, started_at,
        wall_seconds)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.integer(try scenarioID(run)), StoredValue.text(run.scenarioName),
      StoredValue.text(run.scenarioPath), StoredValue.text(String(run.seed)),
      StoredValue.text(run.modes.map(\.rawValue).joined(separator: ",")),
      StoredValue.integer(run.variantCount), StoredValue.integer(run.replicationCount),
      StoredValue.optionalText(run.verdict?.rawValue), StoredValue.optionalText(run.error),
      StoredValue.text(run.environment.version), StoredValue.text(run.environment.commit),
      StoredValue.text(run.environment.host), StoredValue.text(run.environment.machine),
      StoredValue.text(run.environment.startedAt),
      StoredValue.number(run.environment.wallSeconds))
    return database.lastInsertedRowID
  }

  /// The scenario's row. The hash leaves out what decides no result, so the text is compared too.
  private func scenarioID(_ run: RunRow) throws -> Int64 {
    let key = [StoredValue.text(run.scenarioSHA256), StoredValue.text(run.scenarioText)]
    let known = try Int64.fetchOne(
      database, sql: "SELECT id FROM scenarios WHERE sha256 = ? AND text = ?",
      arguments: StatementArguments(key))
    if let known { return known }
    try database.execute(
      sql: "INSERT INTO scenarios (sha256, text) VALUES (?, ?)",
      arguments: StatementArguments(key))
    return database.lastInsertedRowID
  }

  private mutating func write(_ variant: VariantResult, at position: Int, of run: Int64) throws {
    try insert(
      "INSERT INTO variants (run_id, position, name, mode) VALUES (?, ?, ?, ?)",
      StoredValue.integer(run), StoredValue.integer(position), StoredValue.text(variant.name),
      StoredValue.text(variant.mode.rawValue))
    let id = database.lastInsertedRowID
    for (position, setting) in variant.settings.enumerated() {
      try insert(
        "INSERT INTO settings (variant_id, position, path, value) VALUES (?, ?, ?, ?)",
        StoredValue.integer(id), StoredValue.integer(position), StoredValue.text(setting.path),
        StoredValue.text(setting.value))
    }
    for (position, summary) in variant.summary.enumerated() {
      try write(summary, at: position, of: id)
    }
    for (position, replication) in variant.replications.enumerated() {
      try write(replication, at: position, of: id)
    }
  }

  private mutating func write(_ summary: MetricSummary, at position: Int, of variant: Int64) throws
  {
    try insert(
      """
      INSERT INTO summaries (variant_id, position, name_id, mean, low, high, unit, better)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.integer(variant), StoredValue.integer(position), try nameID(summary.name),
      StoredValue.number(summary.mean), StoredValue.number(summary.low),
      StoredValue.number(summary.high), StoredValue.text(summary.unit.rawValue),
      StoredValue.text(summary.better.rawValue))
  }

  private func write(_ result: ThresholdResult, at position: Int, of run: Int64) throws {
    let threshold = result.threshold
    try insert(
      """
      INSERT INTO thresholds (run_id, position, variant, mode, expression, metric, comparison, "limit",
        share_of_offered, severity, observed, ok, file, line, "column")
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.integer(run), StoredValue.integer(position), StoredValue.text(result.variant),
      StoredValue.text(result.mode.rawValue), StoredValue.text(threshold.expression),
      StoredValue.text(threshold.metric.name),
      StoredValue.text(threshold.comparison.rawValue), StoredValue.number(threshold.limit),
      StoredValue.flag(threshold.isShareOfOffered), StoredValue.text(threshold.severity.rawValue),
      StoredValue.number(result.observed), StoredValue.flag(result.ok),
      StoredValue.text(threshold.location.file), StoredValue.integer(threshold.location.line),
      StoredValue.integer(threshold.location.column))
    for (index, tag) in threshold.metric.tags.enumerated() {
      try insert(
        """
        INSERT INTO threshold_tags (run_id, threshold, position, key, value)
        VALUES (?, ?, ?, ?, ?)
        """,
        StoredValue.integer(run), StoredValue.integer(position), StoredValue.integer(index),
        StoredValue.text(tag.key.rawValue), StoredValue.text(tag.value))
    }
  }

  /// The id of a metric's, series' or histogram's name.
  mutating func nameID(_ name: String) throws -> DatabaseValue {
    if let id = nameIDs[ExactText(name)] { return StoredValue.integer(id) }
    let key: StatementArguments = [StoredValue.text(name)]
    var id = try Int64.fetchOne(
      database, sql: "SELECT id FROM names WHERE name = ?", arguments: key)
    if id == nil {
      try database.execute(sql: "INSERT INTO names (name) VALUES (?)", arguments: key)
      id = database.lastInsertedRowID
    }
    nameIDs[ExactText(name)] = id
    return StoredValue.integer(id!)
  }

  func insert(_ sql: String, _ values: DatabaseValue...) throws {
    try insert(sql, values)
  }

  func insert(_ sql: String, _ values: [DatabaseValue]) throws {
    let statement = try database.cachedStatement(sql: sql)
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
  }
}

extension RunResult {
  /// The modes of the variants, each once, in their order.
  fileprivate var modes: [RunMode] {
    variants.reduce(into: []) { modes, variant in
      if !modes.contains(variant.mode) { modes.append(variant.mode) }
    }
  }
}
