import Foundation
import HeadgateEngine
import HeadgateIngest

/// Fills and empties the queue at the path that it is given, and says on stdout what it has been
/// promised, until it is killed.
@main
enum Main {
  static func main() async throws {
    let path = CommandLine.arguments[1]
    let queue = try await SQLiteJobQueue.open(path: path, synchronous: .off, maxDeliveries: 1_000)
    try await withThrowingTaskGroup { group in
      for _ in 0..<3 {
        group.addTask { try await produce(queue) }
        group.addTask { try await consume(queue) }
      }
      try await group.waitForAll()
    }
  }

  private static func produce(_ queue: SQLiteJobQueue) async throws {
    while true {
      let submissions = (0..<3).map { index in
        JobSubmission(
          bookSlug: "book", chapterIndex: index,
          payload: [UInt8](repeating: 1, count: 700 * index), priority: index)
      }
      for result in try await queue.enqueue(submissions, deduplicate: false) {
        if case .accepted(let id) = result { say("accepted", id) }
      }
    }
  }

  private static func consume(_ queue: SQLiteJobQueue) async throws {
    while true {
      for claim in try await queue.dequeue(limit: 3, lease: .seconds(3_600)) {
        let checkpoint = JobCheckpoint(stageIndex: 1, stageName: "next", input: [1, 2, 3])
        if try await queue.saveCheckpoint(checkpoint, of: claim) == .done {
          say("advanced", claim.id)
        }
        // A third is left to be found held.
        if claim.id.ordinal % 3 != 0, try await queue.markComplete(claim) == .done {
          say("completed", claim.id)
        }
      }
    }
  }

  /// One write a line, so that a line is there whole or not at all.
  private static func say(_ what: String, _ id: JobID) {
    FileHandle.standardOutput.write(Data("\(what) \(id)\n".utf8))
  }
}
