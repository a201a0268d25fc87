import HeadgateEngine
import HeadgateTestSupport

struct InMemoryQueueMaker: QueueMaker {
  func make(
    capacity: Int?, maxDeliveries: Int, clock: WallClock
  ) async throws -> any JobQueue {
    InMemoryJobQueue(capacity: capacity, maxDeliveries: maxDeliveries, clock: clock)
  }

  func reopened(
    _ queue: any JobQueue, maxDeliveries: Int, clock: WallClock
  ) async throws -> (any JobQueue)? { nil }
}
