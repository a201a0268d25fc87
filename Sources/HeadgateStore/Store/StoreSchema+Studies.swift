extension StoreSchema {
  /// Searches for settings, and the candidates that they have looked at.
  static let studies = """
    CREATE TABLE studies (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      identity TEXT NOT NULL UNIQUE,
      space TEXT NOT NULL,
      space_sha256 TEXT NOT NULL,
      seed TEXT NOT NULL,
      run_count INTEGER NOT NULL,
      replication_count INTEGER NOT NULL,
      population INTEGER NOT NULL,
      version TEXT NOT NULL,
      started_at TEXT NOT NULL,
      verdict TEXT
    );

    CREATE TABLE study_scenarios (
      study_id INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      scenario TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (study_id, position)
    ) WITHOUT ROWID;

    CREATE TABLE evaluations (
      study_id INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      generation INTEGER NOT NULL,
      slot INTEGER NOT NULL,
      abandoned INTEGER NOT NULL,
      problem TEXT,
      point BLOB NOT NULL,
      figures BLOB NOT NULL,
      PRIMARY KEY (study_id, position)
    );

    CREATE TABLE evaluation_settings (
      study_id INTEGER NOT NULL,
      evaluation INTEGER NOT NULL,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (study_id, evaluation, position),
      FOREIGN KEY (study_id, evaluation) REFERENCES evaluations (study_id, position)
        ON DELETE CASCADE
    ) WITHOUT ROWID;
    """
}
