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
}
