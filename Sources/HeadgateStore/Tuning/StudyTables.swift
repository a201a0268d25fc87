internal import GRDB
internal import HeadgateModel

/// Reads and writes studies within a transaction that the caller has begun.
struct StudyTables {
  let database: Database

  func find(_ identity: String) throws -> StoredStudy? {
    let row = try Row.fetchOne(
      database, sql: "SELECT id, verdict FROM studies WHERE identity = ?",
      arguments: [StoredValue.text(identity)])
    guard let row else { return nil }
    var stored = StoredRow(row)
    let id = try stored.integer(Int64.self)
    return StoredStudy(
      id: id, evaluations: try evaluations(of: id), verdict: try stored.optionalText())
  }

  func insert(_ key: StudyKey, startedAt: String) throws -> StoredStudy {
    let search = key.space.search
    try execute(
      """
      INSERT INTO studies (identity, space, space_sha256, seed, run_count, replication_count,
        population, version, started_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.text(key.identity), StoredValue.text(key.space.name),
      StoredValue.text(key.space.sha256), StoredValue.text(String(search.seed)),
      StoredValue.integer(search.runs), StoredValue.integer(search.replications),
      StoredValue.integer(search.population), StoredValue.text(key.version),
      StoredValue.text(startedAt))
    let id = database.lastInsertedRowID
    for (position, scenario) in key.scenarios.enumerated() {
      try execute(
        "INSERT INTO study_scenarios (study_id, position, scenario, sha256) VALUES (?, ?, ?, ?)",
        StoredValue.integer(id), StoredValue.integer(position), StoredValue.text(scenario.name),
        StoredValue.text(scenario.sha256))
    }
    return StoredStudy(id: id, evaluations: [], verdict: nil)
  }

  func insert(_ evaluation: TuningEvaluation, of study: Int64) throws {
    try execute(
      """
      INSERT OR IGNORE INTO evaluations (study_id, position, generation, slot, abandoned, problem,
        point, figures)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      StoredValue.integer(study), StoredValue.integer(evaluation.index),
      StoredValue.integer(evaluation.generation), StoredValue.integer(evaluation.slot),
      StoredValue.flag(evaluation.isAbandoned), StoredValue.optionalText(evaluation.problem),
      StoredValue.blob(SeriesBlob.encode(evaluation.point)),
      StoredValue.blob(FigureBlob.encode(evaluation.figures)))
    for (position, setting) in evaluation.settings.enumerated() {
      try execute(
        """
        INSERT OR IGNORE INTO evaluation_settings (study_id, evaluation, position, path, value)
        VALUES (?, ?, ?, ?, ?)
        """,
        StoredValue.integer(study), StoredValue.integer(evaluation.index),
        StoredValue.integer(position), StoredValue.text(setting.path),
        StoredValue.text(setting.value))
    }
  }

  func finish(_ study: Int64, _ verdict: String) throws {
    try execute(
      "UPDATE studies SET verdict = ? WHERE id = ?", StoredValue.text(verdict),
      StoredValue.integer(study))
  }

  func clear(_ study: Int64) throws {
    try execute("DELETE FROM evaluations WHERE study_id = ?", StoredValue.integer(study))
    try execute("UPDATE studies SET verdict = NULL WHERE id = ?", StoredValue.integer(study))
  }

  private func evaluations(of study: Int64) throws -> [TuningEvaluation] {
    var settings = try settings(of: study)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT position, generation, slot, abandoned, problem, point, figures FROM evaluations
        WHERE study_id = ? ORDER BY position
        """, arguments: [StoredValue.integer(study)])
    return try rows.map { row in
      var stored = StoredRow(row)
      let index = try stored.integer(Int.self)
      let generation = try stored.integer(Int.self)
      let slot = try stored.integer(Int.self)
      let isAbandoned = try stored.flag()
      let problem = try stored.optionalText()
      return TuningEvaluation(
        index: index, generation: generation, slot: slot,
        point: try stored.blob(SeriesBlob.decode),
        settings: settings.removeValue(forKey: index) ?? [],
        figures: try stored.blob(FigureBlob.decode), isAbandoned: isAbandoned, problem: problem)
    }
  }

  private func settings(of study: Int64) throws -> [Int: [VariantSetting]] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT evaluation, path, value FROM evaluation_settings
        WHERE study_id = ? ORDER BY evaluation, position
        """, arguments: [StoredValue.integer(study)])
    var settings: [Int: [VariantSetting]] = [:]
    while let row = try rows.next() {
      var stored = StoredRow(row)
      let evaluation = try stored.integer(Int.self)
      settings[evaluation, default: []].append(
        VariantSetting(path: try stored.text(), value: try stored.text()))
    }
    return settings
  }

  private func execute(_ sql: String, _ values: DatabaseValue...) throws {
    try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
  }
}
