import Foundation
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport

/// Makes each queue in a file of its own, in a folder that goes with the maker.
final class SQLiteQueueMaker: QueueMaker {
  let folder = TemporaryFolder()

  func make(
    capacity: Int?, maxDeliveries: Int, clock: WallClock
  ) async throws -> any JobQueue {
    try await SQLiteJobQueue.open(
      path: folder["\(UUID()).sqlite"], synchronous: .off, capacity: capacity,
      maxDeliveries: maxDeliveries, clock: clock)
  }

  func reopened(
    _ queue: any JobQueue, maxDeliveries: Int, clock: WallClock
  ) async throws -> (any JobQueue)? {
    guard let queue = queue as? SQLiteJobQueue else { return nil }
    await queue.close()
    return try await SQLiteJobQueue.open(
      path: queue.path, synchronous: .off, maxDeliveries: maxDeliveries, clock: clock)
  }
}
