package import HeadgateEngine

/// Makes fresh queues of one implementation.
package protocol QueueMaker: Sendable {
  func make(
    capacity: Int?, maxDeliveries: Int, clock: WallClock
  ) async throws -> any JobQueue

  /// The same queue after its process has died; nil where a queue dies with it.
  func reopened(
    _ queue: any JobQueue, maxDeliveries: Int, clock: WallClock
  ) async throws -> (any JobQueue)?
}
