import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct TuningStudyTests {
  @Test("The search comes close to the best there is, and the verdict says that it is better")
  func finds() async throws {
    let result = try await FakeStudy.study().run()
    let winner = try #require(result.winner)
    let rate = try #require(winner.settings.first { $0.path == "controller.rate" })
    let workers = try #require(winner.settings.first { $0.path.hasSuffix("workers") })
    #expect((190...210).contains(try #require(Double(rate.value.dropLast(2)))))
    #expect((18...22).contains(try #require(Int(workers.value))))
    #expect(result.verdict == .better)
    #expect(result.finalists.first == winner)
    #expect(result.scenarios.map(\.name) == ["fake"])
  }

  @Test("The number of jobs changes nothing", arguments: [2, 5])
  func jobs(jobs: Int) async throws {
    func run(_ jobs: Int) async throws -> ([TuningEvaluation], StudyFindings) {
      let log = EvaluationLog()
      let space = FakeStudy.space(constraints: [
        FakeStudy.relative("throughput", .greaterOrEqual, 1)
      ])
      let result = try await FakeStudy.study(space, jobs: jobs).run(options: log.options)
      return (log.all, StudyFindings(result))
    }
    let (one, other) = try await (run(1), run(jobs))
    #expect(one.0 == other.0)
    #expect(one.1 == other.1)
  }

  @Test("A seed decides the search, and another one searches otherwise")
  func seeds() async throws {
    func path(_ seed: UInt64) async throws -> [TuningEvaluation] {
      let log = EvaluationLog()
      _ = try await FakeStudy.study(FakeStudy.space(seed: seed)).run(options: log.options)
      return log.all
    }
    let (first, again, other) = try await (path(1), path(1), path(2))
    #expect(first == again)
    #expect(first.map(\.point) != other.map(\.point))
  }

  @Test("The runs that the search may take are never exceeded, and are what it says they are")
  func budget() async throws {
    for runs in [61, 100, 333, 600] {
      let backend = FakeStudy.figures()
      let result = try await FakeStudy.study(FakeStudy.space(runs: runs), on: backend).run()
      #expect(result.runs.search <= runs)
      #expect(result.runs.search > runs - 6)
      #expect(backend.runs.count { $0.replication < 6 } == result.runs.search)
      #expect(result.history.last?.runs == result.runs.search)
    }
  }

  @Test("Too few runs for a first generation are an error that says how many it takes")
  func tooFew() async throws {
    let study = try FakeStudy.study(FakeStudy.space(runs: 29))
    await #expect(throws: TuningError.runs(atLeast: 30)) { try await study.run() }
    _ = try await FakeStudy.study(FakeStudy.space(runs: 30)).run()
  }

  @Test("Settings that were seen before cost no run, and a space that is used up ends the search")
  func cache() async throws {
    let space = FakeStudy.space(
      parameters: [
        TuningParameter(path: "controller", range: .choice(["conservative", "aggressive", "none"]))
      ], runs: 1000)
    let backend = FakeStudy.figures()
    let log = EvaluationLog()
    let result = try await FakeStudy.study(space, on: backend).run(options: log.options)
    // Three settings, and the scenario as it stands.
    #expect(backend.runs.count { $0.replication < 6 } <= 4 * 6)
    #expect(result.runs.candidates > 100)
    #expect(result.winner?.settings == [VariantSetting(path: "controller", value: "aggressive")])
  }

  @Test("A search that gains nothing more begins anew, in full and evenly over the space")
  func restart() async throws {
    let log = EvaluationLog()
    let result = try await FakeStudy.study(FakeStudy.space(runs: 3000)).run(options: log.options)
    let populations = log.batches.filter { batch in
      batch.count == 8 && Set(batch.map { Int($0.point[0] * 8) }).count == 8
        && Set(batch.map { Int($0.point[1] * 8) }).count == 8
    }
    #expect(!populations.isEmpty)
    #expect(populations.joined().allSatisfy { !$0.isAbandoned && $0.figures[0].count == 6 })
    // What was found before is not lost.
    let best = result.history.compactMap(\.progress)
    #expect(zip(best, best.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("Who competes for the choice differs by what matters: many steps towards one point are one")
  func diverse() async throws {
    // Each number of workers has its latency, a tenth apart; the rate changes a thousandth.
    let figures = FakeFigures { metric, specification, replication in
      guard metric == "latency.p99" else { return 1 }
      let workers = Double(specification.pipeline.stages[0].workers)
      let rate = specification.pipeline.controller?.rate ?? 10
      return (0.5 + FakeFigures.noise(specification, replication))
        * (1 + workers / 10) * (1 + rate / 1e6)
    }
    let few = TuningParameter(
      path: "pipeline.stages.embed.workers",
      range: .integer(low: 1, high: 12, isLogarithmic: false))
    let result = try await FakeStudy.study(
      FakeStudy.space(parameters: [FakeStudy.rate, few]), on: figures
    ).run()
    let workers = result.finalists.compactMap { finalist in
      finalist.settings.first { $0.path == few.path }?.value
    }
    #expect(workers.count == 16)
    #expect(Set(workers).count == 12)
  }

  @Test("What stands in the scenario and the presets are among the first candidates")
  func start() async throws {
    let log = EvaluationLog()
    _ = try await FakeStudy.study().run(options: log.options)
    let first = try #require(log.batches.first).map(\.settings)
    func settings(_ rate: String) -> [VariantSetting] {
      [
        VariantSetting(path: "controller.rate", value: rate),
        VariantSetting(path: "pipeline.stages.embed.workers", value: "4"),
      ]
    }
    #expect(first.prefix(4) == ["60/s", "10/s", "50/s", "200/s"].map(settings)[...])
  }

  @Test("Without a feasible candidate there is no winner, and the verdict says why")
  func infeasible() async throws {
    let space = FakeStudy.space(constraints: [FakeStudy.constraint("throughput", .greater, 1e6)])
    let result = try await FakeStudy.study(space).run()
    #expect(result.winner == nil)
    #expect(result.validation.isEmpty)
    #expect(
      result.verdict == .refused("nothing that was looked at keeps the constraints"))
    #expect(result.history.allSatisfy { $0.feasible == 0 && $0.best.isEmpty })
  }

  @Test("A scenario that does not run as it stands is an error, not a candidate")
  func baseline() async throws {
    let broken = FakeFigures { _, _, _ in throw FakeFailure(replication: 0) }
    await #expect(throws: TuningError.self) { try await FakeStudy.study(on: broken).run() }
    let silent = FakeFigures { _, _, _ in nil }
    await #expect(throws: TuningError.noSample(scenario: "fake", metric: "latency.p99")) {
      try await FakeStudy.study(on: silent).run()
    }
  }
}
