import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct StoreCrashTests {
  private struct Fault: Error {}

  /// More than SQLite's page cache holds, so that pages reach the log before the commit.
  private static let big = Samples.large(variants: 10, replications: 50, metrics: 300)

  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  @Test func `a process killed in the middle of a save leaves the store without the run`()
    async throws
  {
    let store = try ResultStore(path: path)
    _ = try store.save(Samples.small)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      _ = try ResultStore(path: path).save(
        Samples.large(variants: 10, replications: 50, metrics: 300)
      ) {
        kill(getpid(), SIGKILL)
      }
    }
    #expect(try size(path + "-wal") > 1_000_000)
    try expectOnlyTheSmallRun(in: path)
    #expect(contents(try store.load(store.save(Self.big))) == contents(Self.big))
  }

  @Test func `a copy of the files taken in the middle of a save is a store without the run`() throws
  {
    let store = try ResultStore(path: path)
    _ = try store.save(Samples.small)
    let copy = folder.path("copy.sqlite")
    _ = try store.save(Self.big) {
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
      }
    }
    #expect(try size(copy + "-wal") > 1_000_000)
    try expectOnlyTheSmallRun(in: copy)
    #expect(try store.list(limit: 9).count == 2)
  }

  @Test func `a save that fails leaves nothing of the run`() throws {
    let store = try ResultStore(path: path)
    _ = try store.save(Samples.small)
    let error = storeError { _ = try store.save(Self.big) { throw Fault() } }
    #expect(error?.code == .failed)
    try expectOnlyTheSmallRun(in: path)
  }

  private func expectOnlyTheSmallRun(in path: String) throws {
    let query = try Query(path)
    #expect(try query.rows("PRAGMA integrity_check") == [["ok"]])
    #expect(try query.rows("PRAGMA foreign_key_check") == [])
    #expect(try query.rows("SELECT count(*) FROM runs") == [["1"]])
    #expect(try query.rows("SELECT count(*) FROM replications") == [["1"]])
    #expect(try query.rows("SELECT count(*) FROM metrics") == [["3"]])
    let store = try ResultStore(path: path)
    #expect(try store.list(limit: 9).map(\.id) == [1])
    #expect(contents(try store.load(1)) == contents(Samples.small))
  }

  private func size(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.size] as? Int)
  }
}
