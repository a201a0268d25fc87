import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("The queue in SQLite")
struct SQLiteQueueTests {
  @Test("keeps its promises", arguments: QueuePromise.all)
  func keeps(_ promise: QueuePromise) async throws {
    try await promise.check(QueueStage(maker: SQLiteQueueMaker()))
  }

  @Test("does at each step of a random walk what a plain model does", arguments: 1...4)
  func walks(_ seed: Int) async throws {
    var walk = try await QueueWalk(seed: UInt64(seed), maker: SQLiteQueueMaker())
    try await walk.run(steps: 4000)
  }
}
