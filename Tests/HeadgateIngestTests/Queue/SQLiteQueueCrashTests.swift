import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import HeadgateTestSupport
import Testing

@Suite("The queue in SQLite, its process killed", .serialized)
struct SQLiteQueueCrashTests {
  @Test("keeps all that it acknowledged, and hands out within a lease what was held")
  func kill() async throws {
    let folder = TemporaryFolder()
    let path = folder["queue.sqlite"]
    var random = SplitMix64(seed: 7)
    var promises = QueueVictim.Promises()
    for round in 0..<4 {
      try QueueVictim.run(on: path, bytes: 1 + random.below(60_000), promises: &promises)
      #expect(promises.accepted.count >= round)
    }
    // An hour is the victims' lease.
    let later = WallClock { WallClock.system.now + .seconds(3_601) }
    let queue = try await SQLiteJobQueue.open(path: path, maxDeliveries: 1_000, clock: later)
    let before = try await queue.counts()
    var found: Set<JobID> = []
    while true {
      let claims = try await queue.dequeue(limit: 1_000, lease: .seconds(60))
      if claims.isEmpty { break }
      for claim in claims {
        #expect(found.insert(claim.id).inserted)
        if promises.advanced.contains(claim.id) { #expect(claim.checkpoint?.stageIndex == 1) }
      }
      let results = try await queue.markComplete(claims)
      #expect(results.allSatisfy { $0 == .done })
    }
    #expect(found.count == before.waiting)
    #expect(found.isDisjoint(with: promises.completed))
    #expect(before.completed >= promises.completed.count)
    // Each of three consumers may have died between a commit and its word of it.
    #expect(before.completed <= promises.completed.count + 3 * 4)
    let last = Int64(before.waiting + before.completed)
    #expect(promises.accepted.allSatisfy { (1...last).contains($0.ordinal) })
    #expect(promises.accepted.count <= Int(last))
    #expect(try await queue.counts() == JobCounts(completed: Int(last)))
    await queue.close()
  }
}
