internal import GRDB

/// The store's tables, one named migration for each change of them.
///
/// A migration that has been released is never edited: the next change is a migration of its own.
enum StoreSchema {
  /// `Head`: marks the file as a store of headgate (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4865_6164

  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 results") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: runTables)
      try database.execute(sql: replicationTables)
      try database.execute(sql: views)
    }
    migrator.registerMigration("2 modes and overhead") { database in
      try database.execute(sql: thresholdModes)
      try database.execute(sql: overheads)
    }
    migrator.registerMigration("3 studies") { database in
      try database.execute(sql: studies)
    }
    return migrator
  }()

  /// Whether the file holds tables and they are not ours.
  static func isForeign(_ database: Database) throws -> Bool {
    guard try Int64.fetchOne(database, sql: "PRAGMA application_id") != applicationID else {
      return false
    }
    // Another process may be between its first statement and its first migration.
    let tables = try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM sqlite_master
        WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'grdb\\_%' ESCAPE '\\'
        """)
    return tables != 0
  }

  private static let runTables = """
    CREATE TABLE scenarios (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL,
      text TEXT NOT NULL
    );
    CREATE INDEX scenarios_sha256 ON scenarios (sha256);

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      scenario_id INTEGER NOT NULL REFERENCES scenarios (id),
      scenario TEXT NOT NULL,
      path TEXT NOT NULL,
      seed TEXT NOT NULL,
      modes TEXT NOT NULL,
      variant_count INTEGER NOT NULL,
      replication_count INTEGER NOT NULL,
      verdict TEXT,
      error TEXT,
      version TEXT NOT NULL,
      "commit" TEXT NOT NULL,
      host TEXT NOT NULL,
      machine TEXT NOT NULL,
      started_at TEXT NOT NULL,
      wall_seconds REAL,
      CHECK ((verdict IS NULL) <> (error IS NULL))
    );
    CREATE INDEX runs_scenario_id ON runs (scenario_id);

    CREATE TABLE variants (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      mode TEXT NOT NULL,
      UNIQUE (run_id, position)
    );

    CREATE TABLE settings (
      variant_id INTEGER NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (variant_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE names (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    );

    CREATE TABLE summaries (
      variant_id INTEGER NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name_id INTEGER NOT NULL REFERENCES names (id),
      mean REAL,
      low REAL,
      high REAL,
      unit TEXT NOT NULL,
      better TEXT NOT NULL,
      PRIMARY KEY (variant_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE thresholds (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      variant TEXT NOT NULL,
      expression TEXT NOT NULL,
      metric TEXT NOT NULL,
      comparison TEXT NOT NULL,
      "limit" REAL,
      share_of_offered INTEGER NOT NULL,
      severity TEXT NOT NULL,
      observed REAL,
      ok INTEGER NOT NULL,
      file TEXT NOT NULL,
      line INTEGER NOT NULL,
      "column" INTEGER NOT NULL,
      PRIMARY KEY (run_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE threshold_tags (
      run_id INTEGER NOT NULL,
      threshold INTEGER NOT NULL,
      position INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (run_id, threshold, position),
      FOREIGN KEY (run_id, threshold) REFERENCES thresholds (run_id, position) ON DELETE CASCADE
    ) WITHOUT ROWID;
    """

  private static let replicationTables = """
    CREATE TABLE replications (
      id INTEGER PRIMARY KEY,
      variant_id INTEGER NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      replication INTEGER NOT NULL,
      seed TEXT NOT NULL,
      digest TEXT NOT NULL,
      in_flight INTEGER NOT NULL,
      elapsed_ns INTEGER NOT NULL,
      events INTEGER NOT NULL,
      decision_count INTEGER NOT NULL,
      series_step_ns INTEGER NOT NULL,
      UNIQUE (variant_id, position)
    );

    CREATE TABLE metrics (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name_id INTEGER NOT NULL REFERENCES names (id),
      value REAL,
      PRIMARY KEY (replication_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE checks (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      holds INTEGER NOT NULL,
      detail TEXT NOT NULL,
      PRIMARY KEY (replication_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE decisions (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      time_ns INTEGER NOT NULL,
      subject TEXT NOT NULL,
      "from" TEXT NOT NULL,
      "to" TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (replication_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE series (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name_id INTEGER NOT NULL REFERENCES names (id),
      points INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (replication_id, position)
    );

    CREATE TABLE histograms (
      replication_id INTEGER NOT NULL REFERENCES replications (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name_id INTEGER NOT NULL REFERENCES names (id),
      buckets INTEGER NOT NULL,
      sum_ns REAL,
      maximum_ns INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (replication_id, position)
    );
    """
}
