import Foundation
import GRDB
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("The queue in SQLite, where it cannot work")
struct SQLiteQueueErrorTests {
  private let folder = TemporaryFolder()

  private func expectError(
    _ code: JobQueueError.Code, at path: String, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    do {
      _ = try await SQLiteJobQueue.open(path: path)
      Issue.record("opened", sourceLocation: sourceLocation)
    } catch {
      #expect(error.code == code, sourceLocation: sourceLocation)
      #expect(error.message.contains(words), "\(error)", sourceLocation: sourceLocation)
      #expect(path.isEmpty || error.message.contains(path), sourceLocation: sourceLocation)
    }
  }

  private func file(_ name: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    return folder[name]
  }

  @Test("A path that leads nowhere is said to be unwritable")
  func unwritable() async throws {
    let text = try file("text")
    try Data("text".utf8).write(to: URL(fileURLWithPath: text))
    await expectError(.unwritable, at: "", saying: "name a file")
    await expectError(.unwritable, at: folder.path, saying: "it is a folder")
    await expectError(.unwritable, at: text + "/queue.sqlite", saying: "check permissions")
    await expectError(.unwritable, at: "/proc/queue.sqlite", saying: "check permissions")
  }

  @Test("A file that is no database is told from one of something else")
  func foreign() async throws {
    let text = try file("text")
    try Data(String(repeating: "no database ", count: 100).utf8).write(
      to: URL(fileURLWithPath: text))
    await expectError(.notADatabase, at: text, saying: "name another file")
    let foreign = try file("foreign")
    try await DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    await expectError(.notAQueue, at: foreign, saying: "name another file")
  }

  @Test("A file of a newer build is left alone")
  func newer() async throws {
    let path = try file("queue.sqlite")
    await (try SQLiteJobQueue.open(path: path)).close()
    try await DatabaseQueue(path: path).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('queue 2')")
    }
    await expectError(.newerVersion, at: path, saying: "a newer headgate wrote this queue")
  }

  @Test("Tables of another part of the program in the same file do not matter")
  func shared() async throws {
    let path = try file("queue.sqlite")
    await (try SQLiteJobQueue.open(path: path)).close()
    try await DatabaseQueue(path: path).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('documents 7')")
      try database.execute(sql: "CREATE TABLE document_chunks (x)")
    }
    let queue = try await SQLiteJobQueue.open(path: path)
    #expect(try await queue.accept(QueueStage.chapter(1)) == JobID(1))
    await queue.close()
  }

  @Test("A closed queue says so, and closing twice does nothing")
  func closed() async throws {
    let queue = try await SQLiteJobQueue.open(path: try file("queue.sqlite"))
    await queue.close()
    await queue.close()
    let error = await #expect(throws: JobQueueError.self) { try await queue.counts() }
    #expect(error?.code == .closed)
  }

  @Test("Where another process does not let go, every waiting operation says so")
  func busy() async throws {
    let path = try file("queue.sqlite")
    let queue = try await SQLiteJobQueue.open(path: path, busyTimeout: .milliseconds(1))
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try await other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
    await withTaskGroup { group in
      for index in 0..<20 {
        group.addTask {
          let error = await #expect(throws: JobQueueError.self) {
            try await queue.accept(QueueStage.chapter(index))
          }
          #expect(error?.code == .busy)
        }
      }
    }
    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await queue.accept(QueueStage.chapter(1)) == JobID(1))
    await queue.close()
  }

  @Test("A damaged file is named as such")
  func damaged() async throws {
    let path = try file("queue.sqlite")
    let queue = try await SQLiteJobQueue.open(path: path)
    _ = try await queue.enqueue((0..<500).map { QueueStage.chapter($0) }, deduplicate: false)
    await queue.close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 4_096)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 4_096))
    try handle.close()
    let error = await #expect(throws: JobQueueError.self) {
      let damaged = try await SQLiteJobQueue.open(path: path)
      _ = try await damaged.dequeue(limit: 500, lease: .seconds(1))
    }
    #expect(error?.code == .corrupt)
    #expect(error?.message.contains(".recover") == true)
  }
}
