internal import GRDB

/// The queue's tables, one named migration for each change of them.
///
/// A migration that has been released is never edited: the next change is a migration of its own.
enum QueueSchema {
  static let schema = DatabaseSchema(prefix: "queue ", migrator: migrator)

  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("queue 1") { database in
      try database.execute(sql: tables)
    }
    return migrator
  }()

  /// `rank` makes one index serve both orders: of what waits by priority, and of what is delayed or
  /// leased by when that ends.
  ///
  /// Job ids are row ids, consecutive from 1 and never given twice: the last row is therefore never
  /// deleted, but emptied, and goes when another last one is. So `max(id)` counts the submissions, and
  /// those that are neither here in states 0 to 3 nor `removed` are completed.
  private static let tables = """
    CREATE TABLE queue_items (
      id INTEGER PRIMARY KEY,
      -- 0 waiting, 1 delayed, 2 leased, 3 dead, 4 ended
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
      -- waiting: the complement of the priority; delayed, leased: when that ends; dead: when it died
      -- (milliseconds since 1970); ended: 1 where its digest is remembered, else 0
      rank INTEGER NOT NULL,
      priority INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      max_attempts INTEGER NOT NULL,
      deliveries INTEGER NOT NULL DEFAULT 0,
      -- deliveries in a row that brought neither an answer nor a checkpoint
      unanswered INTEGER NOT NULL DEFAULT 0,
      -- what a claim must show; whatever ends a claim moves it on
      token INTEGER NOT NULL DEFAULT 0,
      -- the next stage; null without a checkpoint
      stage INTEGER,
      -- 1: the payload is in queue_payloads, so that a claim need not write a long one anew
      has_long_payload INTEGER NOT NULL,
      book_slug TEXT NOT NULL,
      chapter_index INTEGER NOT NULL,
      -- SHA-256 of the payload in hexadecimal, where the job was submitted with deduplication
      digest TEXT,
      payload BLOB,
      cause TEXT,
      last_error TEXT
    ) STRICT;
    CREATE INDEX queue_items_order ON queue_items (state, rank);
    CREATE UNIQUE INDEX queue_items_chapter ON queue_items (book_slug, chapter_index)
      WHERE digest IS NOT NULL;

    CREATE TABLE queue_payloads (
      id INTEGER PRIMARY KEY,
      payload BLOB NOT NULL
    ) STRICT;

    CREATE TABLE queue_checkpoints (
      id INTEGER PRIMARY KEY,
      stage_name TEXT NOT NULL,
      input BLOB NOT NULL
    ) STRICT;

    -- Jobs that were cancelled, or dead letters that were deleted or replaced.
    CREATE TABLE queue_totals (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      removed INTEGER NOT NULL
    ) STRICT;
    INSERT INTO queue_totals (id, removed) VALUES (1, 0);
    """
}
