import HeadgateCore
import HeadgateEngine
import Testing

struct FailureTests {
  @Test("A transient failure is tried again after its delay", arguments: VirtualWorld.orders)
  func retried(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let tries = Recorded<Duration>()
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>(
          "work",
          .each { item in
            tries.add(world.elapsed)
            if tries.count < 4 { throw StageFailure.transient("not yet") }
            return item
          })
      ])
      try await orchestrator.withRunning {
        let id = try await orchestrator.submit(1)
        try await world.sleep(.milliseconds(500))
        let status = orchestrator.status(of: id)
        #expect(
          status
            == IngestionStatus(
              phase: .retrying(stage: "work"), attempt: 2, lastError: "not yet"))
        #expect(await orchestrator.waitForJob(id)?.attempt == 4)
      }
      #expect(tries.all == [.zero, .seconds(1), .seconds(3), .seconds(7)])
      let metrics = orchestrator.metrics()
      #expect(metrics.totalRetries == 3)
      #expect(metrics.totalCompleted == 1)
    }
  }

  @Test("A job whose attempts are used up is a dead letter with its last error")
  func usedUp() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>("first", .pass),
          IngestionStage<Int>("work", .each { _ in throw StageFailure.transient("down") }),
        ], settings: .quiet(retry: .plain(2)))
      try await orchestrator.withRunning {
        let id = try await orchestrator.submit(7)
        let status = await orchestrator.waitForJob(id)
        #expect(status == IngestionStatus(phase: .failed, attempt: 2, lastError: "down"))
        try await world.sleep(.nanoseconds(1))
        let letters = try await orchestrator.deadLetters()
        #expect(letters.map(\.id) == [id])
        #expect(letters[0].stage == "work")
        #expect(letters[0].attempts == 2)
        #expect(letters[0].error == "down")
        #expect(letters[0].item == 7)
      }
      #expect(orchestrator.metrics().totalFailed == 1)
      #expect(orchestrator.metrics().successRatePercent == 0)
    }
  }

  @Test("A permanent failure is a dead letter at once, and its batch is not")
  func permanent() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>(
          "work", workers: 1, batchSize: 3, linger: .seconds(1),
          .results { items, _ in
            items.map { $0 == 1 ? .failure(.permanent("bad")) : .success($0) }
          })
      ])
      try await orchestrator.withRunning {
        var ids: [IngestionJobID] = []
        for item in 0..<3 { ids.append(try await orchestrator.submit(item)) }
        #expect(await orchestrator.waitForCompletion())
        #expect(
          ids.map { orchestrator.status(of: $0)?.phase } == [.completed, .failed, .completed])
        #expect(world.elapsed == .zero)
      }
    }
  }

  @Test("A function that answers for more or fewer items than it was given fails them for good")
  func wrongCount() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>("work", .batch { $0 + $0 })
      ])
      try await orchestrator.withRunning {
        let status = await orchestrator.waitForJob(try await orchestrator.submit(1))
        #expect(status?.phase == .failed)
        #expect(
          status?.lastError
            == "work gave 2 results for 1 items; a stage's function must give one for each")
      }
    }
  }

  @Test(
    "A retry waits at least as long as the other side asked for", arguments: VirtualWorld.orders)
  func retryAfter(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let tries = Recorded<Duration>()
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>(
          "work",
          .each { item in
            tries.add(world.elapsed)
            if tries.count == 1 {
              throw StageFailure.transient("busy", retryAfter: .seconds(20))
            }
            return item
          })
      ])
      try await orchestrator.withRunning { try await orchestrator.submit(1) }
      #expect(tries.all == [.zero, .seconds(20)])
    }
  }

  @Test("A service that asks for less slows the rate down, on a job's last attempt too")
  func throttled() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", .each { _ in throw StageFailure.transient("busy", retryAfter: .seconds(1)) })
        ], settings: .quiet(retry: .plain(1), rate: .balanced))
      try await orchestrator.withRunning {
        #expect(orchestrator.metrics().currentRateMultiplier == 1)
        try await orchestrator.submit(1)
        #expect(await orchestrator.waitForCompletion())
        #expect(orchestrator.metrics().currentRateMultiplier == 0.5)
      }
    }
  }

  @Test(
    "A batch that takes too long fails, and its worker is free at once",
    arguments: VirtualWorld.orders)
  func timeout(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", workers: 1, timeout: .seconds(2),
            .each { item in
              if item == 0 { try await world.sleep(.seconds(100)) }
              return item
            })
        ], settings: .quiet(retry: .plain(1)))
      try await orchestrator.withRunning {
        let slow = try await orchestrator.submit(0)
        let next = try await orchestrator.submit(1)
        #expect(await orchestrator.waitForJob(next)?.phase == .completed)
        #expect(world.elapsed == .seconds(2))
        let status = orchestrator.status(of: slow)
        #expect(status?.phase == .failed)
        #expect(status?.lastError == "work had no answer within 2.0 s")
      }
    }
  }

  @Test("A breaker keeps a failing stage from being asked, and tries it again later")
  func breaker() async throws {
    try await VirtualWorld.run { world in
      let asked = Recorded<Duration>()
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", workers: 1,
            breaker: BreakerSettings(
              threshold: 0.5, window: 4, minimum: 4, openFor: 10 * .second, probes: 1),
            .each { item in
              asked.add(world.elapsed)
              if world.elapsed < .seconds(5) { throw StageFailure.permanent("down") }
              return item
            })
        ])
      try await orchestrator.withRunning {
        for item in 0..<10 { try await orchestrator.submit(item) }
        #expect(await orchestrator.waitForCompletion())
      }
      #expect(asked.all.prefix(4).allSatisfy { $0 == .zero })
      #expect(asked.all.dropFirst(4).allSatisfy { $0 >= .seconds(10) })
      #expect(orchestrator.metrics().totalFailed == 4)
      #expect(orchestrator.metrics().totalCompleted == 6)
    }
  }

  @Test(
    "Retries begin at the first stage where the settings say so", arguments: ResumePolicy.allCases)
  func resume(_ policy: ResumePolicy) async throws {
    try await VirtualWorld.run { world in
      let first = Recorded<Int>()
      let second = Recorded<Int>()
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "first",
            .each { item in
              first.add(item)
              return item
            }),
          IngestionStage<Int>(
            "second",
            .each { item in
              second.add(item)
              if second.count == 1 { throw StageFailure.transient("not yet") }
              return item
            }),
        ], settings: .quiet(retry: .plain(resume: policy)))
      try await orchestrator.withRunning { try await orchestrator.submit(1) }
      #expect(first.count == (policy == .start ? 2 : 1))
      #expect(second.count == 2)
    }
  }

  @Test("Requeued dead letters go on where they failed, with what they had become")
  func requeue() async throws {
    try await VirtualWorld.run { world in
      let isDown = Recorded<Bool>()
      let stored = Recorded<[String]>()
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<[String]>("first", .each { $0 + ["first"] }),
        IngestionStage<[String]>(
          "second",
          .each { item in
            if isDown.all.isEmpty { throw StageFailure.permanent("down") }
            stored.add(item)
            return item
          }),
      ])
      try await orchestrator.withRunning {
        for name in ["a", "b", "c"] { try await orchestrator.submit([name]) }
        try await world.sleep(.seconds(1))
        let letters = try await orchestrator.deadLetters()
        #expect(letters.map(\.item) == [["a", "first"], ["b", "first"], ["c", "first"]])
        isDown.add(false)
        #expect(try await orchestrator.requeueDeadLetters([letters[1].id]) == 1)
        #expect(try await orchestrator.requeueDeadLetters() == 2)
        #expect(try await orchestrator.requeueDeadLetters() == 0)
        #expect(await orchestrator.waitForCompletion())
        #expect(try await orchestrator.deadLetters().isEmpty)
      }
      #expect(stored.all == [["b", "first"], ["a", "first"], ["c", "first"]])
    }
  }

  @Test("Only the latest dead letters are kept")
  func keptDeadLetters() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", workers: 1, .each { _ in throw StageFailure.permanent("bad") })
        ], settings: .quiet(keptDeadLetters: 5))
      try await orchestrator.withRunning {
        for item in 0..<200 { try await orchestrator.submit(item) }
        try await world.sleep(.seconds(1))
        #expect(try await orchestrator.deadLetters().map(\.item) == Array(195..<200))
        #expect(try await orchestrator.requeueDeadLetters() == 5)
      }
    }
  }
}
