import HeadgateEngine
import HeadgateTestSupport
import Testing

@Suite("The queue in memory")
struct InMemoryQueueTests {
  @Test("keeps its promises", arguments: QueuePromise.all)
  func keeps(_ promise: QueuePromise) async throws {
    try await promise.check(QueueStage(maker: InMemoryQueueMaker()))
  }
}
