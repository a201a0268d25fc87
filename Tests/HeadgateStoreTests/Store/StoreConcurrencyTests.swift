import Foundation
import GRDB
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct StoreConcurrencyTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `a store may be made by many at once`() throws {
    for round in 0..<20 {
      let path = folder.path("\(round)/runs.sqlite")
      let errors = inThreads(8) { index in
        let store = try ResultStore(path: path)
        _ = try store.save(Samples.small)
        _ = try store.list(limit: 5)
      }
      #expect(errors == [])
      #expect(try ResultStore(path: path).list(limit: 99).map(\.id) == (1...8).reversed())
    }
  }

  @Test func `several processes may make, fill and read one store at once`() async throws {
    let path = folder.path("runs.sqlite")
    await withTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          await #expect(processExitsWith: .success) { [path = path as String] in
            let store = try ResultStore(path: path)
            for _ in 0..<10 {
              let id = try store.save(Samples.small)
              #expect(contents(try store.load(id)) == contents(Samples.small))
              #expect(try store.list(limit: 1)[0].id >= id)
            }
          }
        }
      }
    }
    let store = try ResultStore(path: path)
    #expect(try store.list(limit: 99).map(\.id) == (1...40).reversed())
    #expect(try Query(path).rows("PRAGMA integrity_check") == [["ok"]])
    #expect(try Query(path).rows("PRAGMA foreign_key_check") == [])
  }

  @Test func `a writer that another holds up too long is told so, and readers are not held up`()
    throws
  {
    let path = folder.path("runs.sqlite")
    let store = try ResultStore(path: path, readOnly: false, busyTimeout: 0.02)
    _ = try store.save(Samples.small)
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let error = storeError { _ = try store.save(Samples.small) }
      #expect(error?.code == .busy)
      #expect(error?.message.contains(path) == true)
      #expect(try store.list(limit: 5).count == 1)
      try database.execute(sql: "COMMIT")
    }
    #expect(try store.save(Samples.small) == 2)
  }

  /// Runs `body` in as many threads at once; answers the errors thrown.
  private func inThreads(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Void
  ) -> [String] {
    let start = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    let errors = Collected()
    for index in 0..<count {
      group.enter()
      Thread.detachNewThread {
        start.wait()
        do { try body(index) } catch { errors.add("\(error)") }
        group.leave()
      }
    }
    for _ in 0..<count { start.signal() }
    group.wait()
    return errors.all
  }
}
