import GRDB
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("The queue in SQLite, shared")
struct SQLiteQueueSharingTests {
  private let folder = TemporaryFolder()

  private func open(_ time: ManualWallClock = ManualWallClock()) async throws -> SQLiteJobQueue {
    try await SQLiteJobQueue.open(
      path: folder["queue.sqlite"], synchronous: .off, clock: time.clock)
  }

  @Test("Several connections may make the same file at once")
  func opening() async throws {
    let opened = try await withThrowingTaskGroup { group in
      for index in 0..<8 {
        group.addTask { try await open().accept(QueueStage.chapter(index)) }
      }
      return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
    }
    #expect(opened == Set((1...8).map { JobID($0) }))
  }

  @Test("What one connection takes over the other has lost")
  func fencing() async throws {
    let time = ManualWallClock()
    let (one, two) = (try await open(time), try await open(time))
    _ = try await one.accept(QueueStage.chapter(1))
    let late = try await one.claim()
    time.advance(by: QueueStage.lease)
    let holder = try await two.claim()
    #expect(try await one.markComplete(late) == .lost)
    #expect(try await one.extendLeases(of: [late], by: .seconds(9)) == [.lost])
    #expect(try await one.markComplete(holder) == .done)
    #expect(try await two.counts() == JobCounts(completed: 1))
  }

  @Test("Leases that are ended are free at once, and their late holders have lost")
  func endedLeases() async throws {
    let time = ManualWallClock()
    let (dead, queue) = (try await open(time), try await open(time))
    for chapter in 1...3 { _ = try await dead.accept(QueueStage.chapter(chapter)) }
    let claims = try await dead.dequeue(limit: 2, lease: QueueStage.lease)
    #expect(try await queue.endLeases() == 2)
    #expect(try await queue.endLeases() == 0)
    #expect(try await queue.counts() == JobCounts(waiting: 3))
    let again = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
    #expect(again.map(\.id) == (1...3).map { JobID($0) })
    #expect(again.map(\.delivery) == [2, 2, 1])
    #expect(try await dead.markComplete(claims) == [.lost, .lost])
  }

  @Test("Many consumers on two connections are handed every job once")
  func concurrency() async throws {
    let queues = [try await open(), try await open()]
    let jobs = 400
    let completed = try await withThrowingTaskGroup { group in
      for index in 0..<16 {
        group.addTask { try await Self.fillAndEmpty(queues[index % 2], with: jobs / 16) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(completed.sorted() == (1...Int64(jobs)).map { JobID($0) })
    #expect(try await queues[0].counts() == JobCounts(completed: jobs))
  }

  private static func fillAndEmpty(
    _ queue: SQLiteJobQueue, with jobs: Int
  ) async throws -> [JobID] {
    for chapter in 0..<jobs { _ = try await queue.accept(QueueStage.chapter(chapter)) }
    var completed: [JobID] = []
    while let claim = try await queue.dequeue(lease: QueueStage.lease) {
      if try await queue.markComplete(claim) == .done { completed.append(claim.id) }
    }
    return completed
  }

  @Test("A part that shares the file stores in the transaction that completes the job, or neither")
  func alongside() async throws {
    let queue = try await open()
    _ = try await queue.accept(QueueStage.chapter(1))
    let claim = try await queue.claim()
    try await queue.database.write { connection in
      try connection.database.execute(sql: "CREATE TABLE document_chunks (x INTEGER) STRICT")
    }
    for value in ["'not a number'", "7"] {
      _ = try? await queue.database.write { connection in
        guard try QueueTable(connection).markComplete(claim) == .done else { return }
        try connection.database.execute(sql: "INSERT INTO document_chunks VALUES (\(value))")
      }
    }
    let stored = try await queue.database.read { connection in
      try Int.fetchAll(connection.database, sql: "SELECT x FROM document_chunks")
    }
    #expect(stored == [7])
    #expect(try await queue.counts() == JobCounts(completed: 1))
  }

  @Test("A task on the queue's own thread and tasks elsewhere are served beside each other")
  func executor() async throws {
    let queue = try await open()
    let jobs = 200
    let completed = try await withThrowingTaskGroup { group in
      group.addTask(executorPreference: queue.executor) {
        try await Self.fillAndEmpty(queue, with: jobs)
      }
      for _ in 0..<3 { group.addTask { try await Self.fillAndEmpty(queue, with: jobs) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(completed.sorted() == (1...Int64(4 * jobs)).map { JobID($0) })
  }

  @Test("A task on the queue's own thread goes on elsewhere once the queue is closed")
  func executorAfterClosing() async throws {
    let queue = try await open()
    let code = await withTaskExecutorPreference(queue.executor) {
      await queue.close()
      await Task.yield()
      let error = await #expect(throws: JobQueueError.self) { try await queue.counts() }
      return error?.code
    }
    #expect(code == .closed)
  }
}
