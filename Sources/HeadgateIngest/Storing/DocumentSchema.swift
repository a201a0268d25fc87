internal import GRDB

/// The store's tables, one named migration for each change of them.
///
/// A migration that has been released is never edited: the next change is a migration of its own.
enum DocumentSchema {
  static let schema = DatabaseSchema(prefix: "document ", migrator: migrator)

  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("document 1") { database in
      try database.execute(sql: tables)
    }
    migrator.registerMigration("document 2") { database in
      // Which of the chapter's texts is stored.
      try database.execute(
        sql: "ALTER TABLE document_chapters ADD COLUMN revision INTEGER NOT NULL DEFAULT 0")
    }
    return migrator
  }()

  private static let tables = """
    -- The one space that all vectors are of.
    CREATE TABLE document_space (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      model TEXT NOT NULL,
      dimension INTEGER NOT NULL CHECK (dimension > 0)
    ) STRICT;

    CREATE TABLE document_books (
      id INTEGER PRIMARY KEY,
      slug TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE document_chapters (
      id INTEGER PRIMARY KEY,
      book_id INTEGER NOT NULL REFERENCES document_books (id) ON DELETE CASCADE,
      chapter INTEGER NOT NULL,
      chunks INTEGER NOT NULL CHECK (chunks >= 0),
      UNIQUE (book_id, chapter)
    ) STRICT;

    CREATE TABLE document_chunks (
      id INTEGER PRIMARY KEY,
      chapter_id INTEGER NOT NULL REFERENCES document_chapters (id) ON DELETE CASCADE,
      chunk INTEGER NOT NULL CHECK (chunk >= 0),
      -- bytes of UTF-8 into the chapter
      byte_offset INTEGER NOT NULL CHECK (byte_offset >= 0),
      text TEXT NOT NULL,
      -- floats of 32 bits, little endian
      vector BLOB NOT NULL CHECK (length(vector) % 4 = 0),
      UNIQUE (chapter_id, chunk)
    ) STRICT;
    """
}
