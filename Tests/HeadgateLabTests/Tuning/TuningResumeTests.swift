import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct TuningResumeTests {
  private static let space = FakeStudy.space(
    constraints: [FakeStudy.relative("throughput", .greaterOrEqual, 1.1)], runs: 400)

  @Test(
    "A study that goes on after any generation, or in the midst of one, ends as if never stopped")
  func resume() async throws {
    let whole = EvaluationLog()
    let result = try await FakeStudy.study(Self.space).run(options: whole.options)
    let all = whole.all
    #expect(whole.batches.count > 5)
    var cuts = whole.batches.indices.map { whole.batches[...$0].joined().count }
    cuts += [3, all.count / 2 + 1]
    for cut in cuts {
      let backend = FakeStudy.figures()
      let rest = EvaluationLog()
      let resumed = try await FakeStudy.study(Self.space, on: backend)
        .run(stored: Array(all.prefix(cut)), options: rest.options)
      #expect(StudyFindings(resumed) == StudyFindings(result))
      #expect(rest.all == Array(all.dropFirst(cut)))
      if cut == all.count {
        // Nothing but the scenario as it stands.
        #expect(backend.runs.count { $0.replication < 6 } == 6)
      }
    }
  }

  @Test("Stored candidates may come in any order, and with gaps")
  func order() async throws {
    let whole = EvaluationLog()
    let result = try await FakeStudy.study(Self.space).run(options: whole.options)
    let some = whole.all.reversed().filter { $0.index % 3 != 0 }
    let rest = EvaluationLog()
    let resumed = try await FakeStudy.study(Self.space)
      .run(stored: some, options: rest.options)
    #expect(StudyFindings(resumed) == StudyFindings(result))
    #expect(rest.all == whole.all.filter { $0.index % 3 == 0 })
  }

  @Test(
    "What had finished when a study is stopped is told, and it goes on from there",
    arguments: [1, 3])
  func stop(jobs: Int) async throws {
    let result = try await FakeStudy.study(Self.space).run()
    for stopAfter in [1, 40, 97, 200] {
      let backend = FakeStudy.figures()
      let first = EvaluationLog()
      var options = first.options
      options.isCancelled = { backend.runs.count >= stopAfter }
      await #expect(throws: RunInterrupted.self) {
        try await FakeStudy.study(Self.space, on: backend, jobs: jobs).run(options: options)
      }
      let second = EvaluationLog()
      let resumed = try await FakeStudy.study(Self.space, jobs: jobs)
        .run(stored: first.all, options: second.options)
      #expect(StudyFindings(resumed) == StudyFindings(result))
      let indices = (first.all + second.all).map(\.index).sorted()
      #expect(indices == Array(0..<result.runs.candidates))
    }
  }

  @Test("Candidates of another study are refused")
  func mismatch() async throws {
    let log = EvaluationLog()
    _ = try await FakeStudy.study(Self.space).run(options: log.options)
    var space = Self.space
    space.search.seed = 2
    await #expect(throws: TuningError.self) {
      try await FakeStudy.study(space).run(stored: log.all)
    }
  }
}
