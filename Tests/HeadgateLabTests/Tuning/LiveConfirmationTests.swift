import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct LiveConfirmationTests {
  private static let entrants = [10, 20, 30, 40].map {
    LiveConfirmation.Entrant(
      name: "r\($0)", settings: [VariantSetting(path: "controller.rate", value: "\($0)/s")])
  }

  private static func confirmation(
    goal: TuningObjective.Goal = .minimize, runs: Int = 3,
    live: @escaping @Sendable (_ rate: Double, _ run: Int) -> Double
  ) throws -> LiveConfirmation {
    let counts = Mutex<[Double: Int]>([:])
    let backend = FakeBackend(mode: .live) { specification, replication, _ in
      let rate = specification.pipeline.controller?.rate ?? 0
      let run = counts.withLock { counts in
        counts[rate, default: 0] += 1
        return counts[rate]! - 1
      }
      #expect(replication == 0)
      return ReplicationResult(
        specification, replication, metrics: [("latency.p99", live(rate, run))])
    }
    // In simulation the latency is the rate.
    let simulator = FakeFigures { _, specification, replication in
      #expect(replication == 0)
      return specification.pipeline.controller?.rate
    }
    return try LiveConfirmation(
      space: FakeStudy.space(objectives: [FakeStudy.objective("latency.p99", goal)]),
      simulator: simulator,
      settings: TuningConfirmationSettings(
        backend: backend, template: FakeStudy.template(), runs: runs), seed: 1)
  }

  @Test("Entrants stand in the simulator's order, and the median of the live runs is measured")
  func order() async throws {
    let offsets = [5.0, 1, 2]
    let result = try await Self.confirmation { rate, run in rate + offsets[run] }
      .run(Self.entrants.reversed())
    #expect(result.entrants.map(\.name) == ["r10", "r20", "r30", "r40"])
    #expect(result.entrants.map(\.simulated) == [10, 20, 30, 40])
    #expect(result.entrants.map(\.measured) == [12, 22, 32, 42])
    #expect(result.pairs == 6 && result.agreeing == 6)
    let highest = try await Self.confirmation(goal: .maximize) { rate, _ in rate }
      .run(Self.entrants)
    #expect(highest.entrants.map(\.simulated) == [40, 30, 20, 10])
    #expect(highest.pairs == 6 && highest.agreeing == 6)
  }

  @Test("Pairs that differ by less than the live runs scatter do not count")
  func scatter() async throws {
    // Each entrant's runs lie 15 apart: only pairs that are 20 and 30 apart are told.
    let result = try await Self.confirmation { rate, run in rate + [0, 15, 7][run] }
      .run(Self.entrants)
    #expect(result.pairs == 3 && result.agreeing == 3)
  }

  @Test("Pairs that come out the other way are told")
  func disagreement() async throws {
    // 20 and 30 change places.
    let result = try await Self.confirmation { rate, _ in rate == 20 ? 30 : rate == 30 ? 20 : rate }
      .run(Self.entrants)
    #expect(result.pairs == 6 && result.agreeing == 5)
  }

  @Test("A study asks the wall clock where it is told to, and leaves it out where that is stopped")
  func study() async throws {
    let backend = FakeBackend(mode: .live) { specification, replication, _ in
      let value = FakeStudy.figure("latency.p99", specification, replication) ?? 0
      return ReplicationResult(specification, replication, metrics: [("latency.p99", value)])
    }
    var options = TuningOptions()
    options.confirmation = try TuningConfirmationSettings(
      backend: backend, template: FakeStudy.template(), runs: 1)
    let result = try await FakeStudy.study().run(options: options)
    let confirmation = try #require(result.confirmation)
    #expect(Set(confirmation.entrants.map(\.name)).isSuperset(of: ["as it stands", "balanced"]))
    #expect(confirmation.pairs == confirmation.agreeing)

    let isConfirming = Mutex(false)
    options.progress = { progress in
      if progress.phase == .confirmation { isConfirming.withLock { $0 = true } }
    }
    options.isCancelled = { isConfirming.withLock { $0 } }
    let stopped = try await FakeStudy.study().run(options: options)
    #expect(stopped.confirmation == nil)
    #expect(StudyFindings(stopped) == StudyFindings(result))
  }
}
