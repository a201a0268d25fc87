import Foundation
import GRDB

/// Real texts of this repository as chapters, and what a store makes of them.
enum KillCorpus {
  /// The README, the documentation and the library, cut into some hundred chapters.
  static func write(to folder: URL) throws {
    let root = Command.source("../..").standardizedFileURL
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    var number = 0
    for place in ["README.md", "Sources", "Scenarios", "Tests/CommandTests/Golden"] {
      let start = root.appendingPathComponent(place)
      let paths =
        [start.path]
        + (files.enumerator(atPath: start.path)?.allObjects ?? [])
        .compactMap { ($0 as? String).map { start.appendingPathComponent($0).path } }.sorted()
      for path in paths
      where ["md", "txt", "yaml"].contains(URL(fileURLWithPath: path).pathExtension) {
        number += 1
        try files.copyItem(
          atPath: path, toPath: folder.appendingPathComponent("\(number).txt").path)
      }
    }
  }

  static func storedChapters(in store: String) throws -> Int {
    try read(store) { try Int.fetchOne($0, sql: "SELECT count(*) FROM document_chapters") ?? 0 }
  }

  /// - Parameter state: 0 waiting, 1 delayed, 2 held, 3 given up, 4 ended.
  static func jobs(in store: String, state: Int) throws -> Int {
    try read(store) {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM queue_items WHERE state = ?", arguments: [state]) ?? 0
    }
  }

  /// All that is stored, in order.
  static func content(of store: String) throws -> [Row] {
    try read(store) {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT slug, chapter, chunks, chunk, byte_offset, CAST(text AS BLOB), vector
          FROM document_books JOIN document_chapters ON book_id = document_books.id
          LEFT JOIN document_chunks ON chapter_id = document_chapters.id
          ORDER BY slug, chapter, chunk, document_chunks.id
          """)
    }
  }

  private static func read<Value>(
    _ store: String, _ body: (Database) throws -> Value
  ) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: store, configuration: configuration).read(body)
  }
}
