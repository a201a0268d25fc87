import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite struct TuningJudgementTests {
  private static let choice = TuningParameter(
    path: "pipeline.stages.embed.workers",
    range: .integer(low: 1, high: 3, isLogarithmic: false))

  /// Latency by scenario's seed and number of workers, 8 as it stands with 4 workers.
  private static func study(
    _ table: [UInt64: [Double]], _ aggregate: TuningSpace.Aggregate, weights: [Double] = [1, 1]
  ) throws -> TuningStudy {
    let backend = FakeFigures { _, specification, _ in
      let workers = specification.pipeline.stages[0].workers
      return workers == 4 ? 8 : table[specification.seed]![workers - 1]
    }
    let scenarios = try zip([UInt64(1), 2], weights).map { seed, weight in
      try TuningScenario(
        template: FakeStudy.template(seed: seed, name: "s\(seed)"), weight: weight)
    }
    return try FakeStudy.study(
      FakeStudy.space(parameters: [choice], aggregate: aggregate), scenarios: scenarios,
      on: backend)
  }

  /// Halved and as it was; three quarters in both; a third and somewhat worse.
  private static let table: [UInt64: [Double]] = [1: [4, 6, 8 / 3.0], 2: [8, 6, 9]]

  @Test("In the worst case the scenario with the least gain counts")
  func worst() async throws {
    let result = try await Self.study(Self.table, .worst).run()
    #expect(result.winner?.settings.map(\.value) == ["2"])
    #expect(result.verdict == .better)
  }

  @Test("In the mean gains are weighed against losses")
  func mean() async throws {
    // ln ½ + 0, 2 ln ¾, ln ⅓ + ln 9⁄8: −0.693, −0.575, −0.981; a loss is not published all the same.
    let even = try await Self.study(Self.table, .mean).run()
    #expect(even.winner?.settings.map(\.value) == ["3"])
    #expect(even.verdict == .refused("latency.p99 is worse on s2 than as it stands"))
    // Weights 1 and 9: −0.069, −0.288, −0.004.
    let uneven = try await Self.study(Self.table, .mean, weights: [1, 9]).run()
    #expect(uneven.winner?.settings.map(\.value) == ["2"])
  }

  @Test("A relative constraint is held against the scenario as it stands")
  func relative() async throws {
    let space = FakeStudy.space(constraints: [FakeStudy.relative("throughput", .greaterOrEqual, 2)])
    let result = try await FakeStudy.study(space).run()
    // As it stands the rate is 60/s.
    let contest = try #require(result.validation.first { $0.opponent == "as it stands" })
    let outcome = try #require(contest.constraints.first)
    #expect(outcome.winnerHolds && !outcome.opponentHolds)
    #expect(try #require(outcome.winner) >= 2 * (try #require(outcome.opponent)))
    #expect(contest.metrics.map(\.name) == ["latency.p99", "throughput"])
    #expect(contest.metrics.map(\.verdict) == [.better, .better])
    #expect(result.verdict == .better)
  }

  @Test("A count may be limited as a share of the offered jobs")
  func share() async throws {
    // Five of a thousand fail with fewer than ten workers.
    let strict = FakeStudy.constraint("failed", .less, 0.004, isShareOfOffered: true)
    let lax = FakeStudy.constraint("failed", .less, 0.006, isShareOfOffered: true)
    for (constraint, low) in [(strict, 10), (lax, 1)] {
      let space = FakeStudy.space(
        parameters: [FakeStudy.workers], objectives: [FakeStudy.objective("throughput")],
        constraints: [constraint])
      let result = try await FakeStudy.study(space).run()
      let winner = try #require(result.winner)
      // A preset changes the controller alone, and four workers stay.
      let workers = winner.settings.first { $0.path == FakeStudy.workers.path }?.value ?? "4"
      #expect(try #require(Int(workers)) >= low)
      #expect(result.validation.allSatisfy { $0.constraints.allSatisfy(\.winnerHolds) })
    }
  }

  @Test("A setting that does nothing has no importance, and one that decides has most")
  func importance() async throws {
    let idle = TuningParameter(
      path: "controller.interval",
      range: .real(low: 100, high: 5000, unit: "ms", isLogarithmic: true))
    let space = FakeStudy.space(parameters: [idle, FakeStudy.rate, FakeStudy.workers], runs: 900)
    let result = try await FakeStudy.study(space).run()
    #expect(result.importance.last?.path == "controller.interval")
    #expect(result.importance.last?.loss == 0)
    let rate = try #require(result.importance.first { $0.path == "controller.rate" })
    #expect(rate.reference == "60/s")
    #expect(try #require(rate.low) > 0)
    #expect(rate.explained > (result.importance.last?.explained ?? 1))
    #expect(result.runs.importance == 20 * 5)
  }
}
