import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite struct TuningRaceTests {
  /// Latencies by replication.
  private static func values(_ evaluation: TuningEvaluation) -> [Double] {
    evaluation.figures[0].compactMap { $0[0] }
  }

  /// Candidates that were given up, each with the one whose place it was to take.
  private static func abandoned(
    _ evaluations: [TuningEvaluation]
  ) -> [(candidate: TuningEvaluation, parent: TuningEvaluation)] {
    var members: [Int: TuningEvaluation] = [:]
    var given: [(TuningEvaluation, TuningEvaluation)] = []
    func mean(_ evaluation: TuningEvaluation) -> Double {
      // Latencies are products of what settings do and what the universe does.
      values(evaluation).reduce(0, +)
    }
    for evaluation in evaluations {
      guard let parent = members[evaluation.slot] else {
        members[evaluation.slot] = evaluation
        continue
      }
      if evaluation.isAbandoned {
        given.append((evaluation, parent))
      } else if mean(evaluation) <= mean(parent) {
        members[evaluation.slot] = evaluation
      }
    }
    return given
  }

  @Test(
    "The race never gives up a candidate that is better in every universe it met", arguments: 1...8)
  func better(seed: Int) async throws {
    let log = EvaluationLog()
    // Too few runs for another population, which takes the place of this one whatever it comes to.
    let space = FakeStudy.space(seed: UInt64(seed), runs: 300)
    _ = try await FakeStudy.study(space).run(options: log.options)
    let given = Self.abandoned(log.all)
    #expect(!given.isEmpty)
    for (candidate, parent) in given {
      let pairs = zip(Self.values(candidate), Self.values(parent))
      #expect(pairs.contains { $0 > $1 } || pairs.allSatisfy { $0 == $1 })
      #expect((2..<6).contains(Self.values(candidate).count))
    }
  }

  @Test("A candidate that comes out as the one before it does is given up after two universes")
  func same() async throws {
    let figures = FakeFigures { metric, specification, replication in
      // Nothing depends on the rate.
      var specification = specification
      specification.pipeline.controller = nil
      return FakeStudy.figure(metric, specification, replication)
    }
    let log = EvaluationLog()
    _ = try await FakeStudy.study(
      FakeStudy.space(parameters: [FakeStudy.rate]), on: figures
    ).run(options: log.options)
    let later = log.all.filter { $0.figures[0].count < 6 }
    #expect(!later.isEmpty)
    #expect(later.allSatisfy { $0.isAbandoned && $0.figures[0].count == 2 })
  }

  @Test("Of the first generation nobody is given up, and whoever is not runs in full")
  func full() async throws {
    let log = EvaluationLog()
    _ = try await FakeStudy.study().run(options: log.options)
    #expect(try #require(log.batches.first).allSatisfy { !$0.isAbandoned })
    #expect(log.all.filter { !$0.isAbandoned }.allSatisfy { $0.figures[0].count == 6 })
  }

  @Test("What surely breaks a constraint is given up, however good it is")
  func constraint() async throws {
    let space = FakeStudy.space(constraints: [FakeStudy.constraint("throughput", .less, 100)])
    let log = EvaluationLog()
    let result = try await FakeStudy.study(space).run(options: log.options)
    let broken = log.all.filter { $0.generation > 1 && $0.figures[0].allSatisfy { $0[1]! > 101 } }
    #expect(broken.contains { $0.isAbandoned })
    let throughput = try #require(result.winner).settings
    #expect(!throughput.isEmpty)
    #expect(result.finalists.first?.isFeasible == true)
  }
}
