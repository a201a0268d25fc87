internal import GRDB
internal import HeadgateModel

/// Reads runs within a transaction that the caller has begun.
struct RunReader {
  let database: Database
  var detail = ResultDetail.whole
  let names = StoredNames()

  /// The latest runs, newest first.
  func list(limit: Int) throws -> [StoredRunSummary] {
    try rows(
      """
      SELECT runs.id, scenario, path, sha256, seed, modes, variant_count, replication_count,
        verdict, error, started_at, wall_seconds, "commit", version
      FROM runs JOIN scenarios ON scenarios.id = scenario_id
      ORDER BY runs.id DESC LIMIT ?
      """,
      limit
    ) { row in
      StoredRunSummary(
        id: try row.integer(), scenarioName: try row.text(), scenarioPath: try row.text(),
        scenarioSHA256: try row.text(), seed: try row.seed(), modes: try row.modes(),
        variants: try row.integer(), replications: try row.integer(),
        verdict: try row.verdict(), error: try row.optionalText(), startedAt: try row.text(),
        wallSeconds: try row.number(), commit: try row.text(), version: try row.text())
    }
  }

  /// A whole run; `nil` where there is none with the id.
  func load(_ id: Int64) throws -> LoadedRun? {
    try rows(
      """
      SELECT error, verdict, scenario, sha256, text, path, seed, version, "commit", host, machine,
        started_at, wall_seconds
      FROM runs JOIN scenarios ON scenarios.id = scenario_id WHERE runs.id = ?
      """,
      id
    ) { row in
      if let error = try row.optionalText() { return LoadedRun.failure(error) }
      return .result(try result(id, &row))
    }.first
  }

  private func result(_ id: Int64, _ row: inout StoredRow) throws -> RunResult {
    let verdict = try row.word(Verdict.self)
    return RunResult(
      scenarioName: try row.text(), scenarioSHA256: try row.text(), scenarioText: try row.text(),
      scenarioPath: try row.text(), seed: try row.seed(), variants: try variants(of: id),
      thresholds: try thresholds(of: id), verdict: verdict,
      environment: RunEnvironment(
        version: try row.text(), commit: try row.text(), host: try row.text(),
        machine: try row.text(), startedAt: try row.text(), wallSeconds: try row.number()))
  }

  private func variants(of run: Int64) throws -> [VariantResult] {
    var ids: [Int64] = []
    var reader = self
    var choose: (([VariantResult]) -> [Int])?
    if case .records(of: let chosen) = detail {
      reader.detail = .figures
      choose = chosen
    }
    var variants = try rows(
      "SELECT id, name, mode FROM variants WHERE run_id = ? ORDER BY position", run
    ) { row in
      let id: Int64 = try row.integer()
      ids.append(id)
      return VariantResult(
        name: try row.text(), settings: try settings(of: id), mode: try row.word(),
        replications: try reader.replications(of: id), summary: try summary(of: id))
    }
    for position in choose?(variants) ?? [] {
      variants[position].replications = try replications(of: ids[position])
    }
    return variants
  }

  private func settings(of variant: Int64) throws -> [VariantSetting] {
    try rows(
      "SELECT path, value FROM settings WHERE variant_id = ? ORDER BY position", variant
    ) { VariantSetting(path: try $0.text(), value: try $0.text()) }
  }

  private func summary(of variant: Int64) throws -> [MetricSummary] {
    try rows(
      """
      SELECT name, mean, low, high, unit, better FROM summaries
      JOIN names ON names.id = name_id WHERE variant_id = ? ORDER BY position
      """,
      variant
    ) { row in
      MetricSummary(
        name: try row.text(), mean: try row.number(), low: try row.optionalNumber(),
        high: try row.optionalNumber(), unit: try row.word(), better: try row.word())
    }
  }

  private func thresholds(of run: Int64) throws -> [ThresholdResult] {
    try rows(
      """
      SELECT position, variant, mode, observed, ok, expression, metric, comparison, "limit",
        share_of_offered, severity, file, line, "column"
      FROM thresholds WHERE run_id = ? ORDER BY position
      """,
      run
    ) { row in
      let position: Int = try row.integer()
      let variant = try row.text()
      let mode = try row.word(RunMode.self)
      let observed = try row.optionalNumber()
      let ok = try row.flag()
      let threshold = Threshold(
        expression: try row.text(),
        metric: MetricReference(name: try row.text(), tags: try tags(of: position, run)),
        comparison: try row.word(), limit: try row.number(), isShareOfOffered: try row.flag(),
        severity: try row.word(),
        location: SourceLocation(
          file: try row.text(), line: try row.integer(), column: try row.integer()))
      return ThresholdResult(
        threshold: threshold, variant: variant, mode: mode, observed: observed, ok: ok)
    }
  }

  private func tags(of threshold: Int, _ run: Int64) throws -> [MetricTag] {
    try rows(
      """
      SELECT key, value FROM threshold_tags WHERE run_id = ? AND threshold = ? ORDER BY position
      """,
      run, threshold
    ) { MetricTag(key: try $0.word(), value: try $0.text()) }
  }

  /// Every row of a query, each turned into a value by `read`.
  func rows<Value>(
    _ sql: String, _ arguments: any DatabaseValueConvertible...,
    read: (inout StoredRow) throws -> Value
  ) throws -> [Value] {
    let statement = try database.cachedStatement(sql: sql)
    let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
    var values: [Value] = []
    while let row = try cursor.next() {
      var stored = StoredRow(row)
      values.append(try read(&stored))
    }
    return values
  }
}

/// What the store holds of a run.
enum LoadedRun {
  case result(RunResult)
  /// The run failed before it gave a result, for the reason given.
  case failure(String)
}
