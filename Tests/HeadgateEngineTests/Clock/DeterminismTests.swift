import HeadgateEngine
import Testing

struct DeterminismTests {
  /// The order in which twenty tasks pass five points each.
  private static func trace(_ order: ReadyOrder) async throws -> [String] {
    try await VirtualWorld.run(order) { world in
      let passed = Recorded<String>()
      await withTaskGroup(of: Void.self) { group in
        for task in 0..<20 {
          group.addTask {
            for step in 0..<5 {
              passed.add("\(task).\(step)")
              if step % 2 == 0 {
                await Task.yield()
              } else {
                try? await world.sleep(.milliseconds(task % 3))
              }
            }
          }
        }
      }
      return passed.all
    }
  }

  @Test("One order of ready tasks gives one outcome", arguments: VirtualWorld.orders)
  func repeats(_ order: ReadyOrder) async throws {
    let first = try await Self.trace(order)
    for _ in 0..<5 { #expect(try await Self.trace(order) == first) }
    #expect(first.count == 100)
  }

  @Test("Seeds give different orders")
  func seedsDiffer() async throws {
    var traces: Set<[String]> = []
    for order in VirtualWorld.orders { traces.insert(try await Self.trace(order)) }
    #expect(traces.count == VirtualWorld.orders.count)
  }

  @Test("First come, first served runs ready tasks as they came")
  func fifo() async throws {
    let trace = try await Self.trace(.firstComeFirstServed)
    #expect(trace.prefix(20) == (0..<20).map { "\($0).0" }[...])
  }

  @Test("A task that nobody can wake is found out")
  func hang() async throws {
    await #expect(throws: Hang.self) {
      try await VirtualWorld.run { world in
        let bell = InMemoryJobQueue(clock: world.wall)
        await bell.waitForWork(after: bell.workMark)
      }
    }
  }
}
