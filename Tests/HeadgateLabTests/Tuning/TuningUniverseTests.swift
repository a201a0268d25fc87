import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct TuningUniverseTests {
  private static let step = 1 << 18

  @Test("Search, choice, validation and importance never meet a universe of each other")
  func universes() async throws {
    let backend = FakeStudy.figures()
    let seen = Mutex<[TuningProgress.Phase: Set<Int>]>([:])
    let phase = Mutex(TuningProgress.Phase.search)
    let recorder = FakeFigures { metric, specification, replication in
      let now = phase.withLock { $0 }
      seen.withLock { _ = $0[now, default: []].insert(replication / Self.step) }
      return FakeStudy.figure(metric, specification, replication)
    }
    let result = try await FakeStudy.study(on: recorder).run(
      options: TuningOptions(progress: { progress in phase.withLock { $0 = progress.phase } }))
    #expect(backend.runs.isEmpty)
    #expect(result.winner != nil)
    // The phase is told after a run has ended, so that a phase's first run counts to the one before.
    #expect(recorder.runs.allSatisfy { (0..<4).contains($0.replication / Self.step) })
    #expect(seen.withLock { $0[.search] }?.isSubset(of: [0, 1]) == true)
    #expect(seen.withLock { $0[.choice] }?.isSubset(of: [1, 2]) == true)
    #expect(seen.withLock { $0[.validation] }?.isSubset(of: [2, 3]) == true)
    #expect(seen.withLock { $0[.importance] } == [3])
  }

  @Test("Before the last candidate is told, only the search's own universes have run")
  func search() async throws {
    let backend = FakeStudy.figures()
    let during = Mutex<[Int]>([])
    let result = try await FakeStudy.study(on: backend).run(
      options: TuningOptions(evaluated: { _ in
        during.withLock { $0 = backend.runs.map(\.replication) }
      }))
    let replications = during.withLock { $0 }
    #expect(replications.count == result.runs.search)
    #expect(replications.allSatisfy { $0 < 6 })
  }

  @Test("A scenario that is held out runs in the validation alone")
  func heldOut() async throws {
    let backend = FakeStudy.figures()
    let scenarios = try [
      TuningScenario(template: FakeStudy.template(seed: 99, name: "other"), isHeldOut: true),
      TuningScenario(template: FakeStudy.template(seed: 7)),
    ]
    let result = try await FakeStudy.study(scenarios: scenarios, on: backend).run()
    let others = backend.runs.filter { $0.seed == 99 }.map(\.replication)
    #expect(!others.isEmpty)
    #expect(others.allSatisfy { $0 / Self.step == 2 })
    #expect(result.scenarios.map(\.isHeldOut) == [false, true])
    #expect(Set(result.validation.filter(\.isHeldOut).map(\.scenario)) == ["other"])
    #expect(result.finalists.allSatisfy { $0.objectives.count == 1 })
  }
}
