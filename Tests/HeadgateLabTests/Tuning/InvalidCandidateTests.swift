import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite struct InvalidCandidateTests {
  private static let thresholds = [
    TuningParameter(
      path: "controller.low", range: .real(low: 0.1, high: 0.9, unit: "", isLogarithmic: false)),
    TuningParameter(
      path: "controller.high", range: .real(low: 0.1, high: 0.9, unit: "", isLogarithmic: false)),
  ]

  private static func latency(_ specification: RunSpecification, _ replication: Int) -> Double? {
    guard case .watermark(let watermark)? = specification.pipeline.controller?.algorithm else {
      return nil
    }
    return (1 + watermark.high - watermark.low)
      * (1 + FakeFigures.noise(specification, replication))
  }

  @Test("Settings that make no scenario are infeasible, cost no run, and are counted")
  func invalid() async throws {
    let backend = FakeFigures { _, specification, replication in
      Self.latency(specification, replication)
    }
    let log = EvaluationLog()
    let result = try await FakeStudy.study(
      FakeStudy.space(parameters: Self.thresholds, runs: 300), on: backend
    ).run(options: log.options)
    let invalid = log.all.filter { $0.problem != nil }
    #expect(!invalid.isEmpty)
    #expect(result.runs.invalid == invalid.count)
    #expect(invalid.allSatisfy { $0.figures.isEmpty && $0.problem!.contains("low") })
    #expect(result.verdict == .better)
  }

  @Test("A run that breaks makes its candidate infeasible, with what went wrong, whatever the jobs")
  func broken() async throws {
    func run(_ jobs: Int) async throws -> ([TuningEvaluation], StudyFindings) {
      let backend = FakeFigures { metric, specification, replication in
        let workers = specification.pipeline.stages[0].workers
        if workers > 18, replication == 4 || replication == 2 {
          throw FakeFailure(replication: replication)
        }
        return FakeStudy.figure(metric, specification, replication)
      }
      let log = EvaluationLog()
      let result = try await FakeStudy.study(on: backend, jobs: jobs).run(options: log.options)
      return (log.all, StudyFindings(result))
    }
    let (one, several) = try await (run(1), run(4))
    #expect(one.0 == several.0)
    #expect(one.1 == several.1)
    let broken = one.0.filter { $0.problem != nil }
    #expect(!broken.isEmpty)
    #expect(broken.allSatisfy { $0.problem == "\(FakeFailure(replication: 2))" })
    let workers = try #require(one.1.winner?.settings.first { $0.path.hasSuffix("workers") })
    #expect(try #require(Int(workers.value)) <= 18)
  }

  @Test("A candidate without a sample of the objective is worse than any that has one")
  func noSample() async throws {
    let backend = FakeFigures { metric, specification, replication in
      specification.pipeline.stages[0].workers > 10
        ? nil : FakeStudy.figure(metric, specification, replication)
    }
    let result = try await FakeStudy.study(on: backend).run()
    let workers = try #require(result.winner?.settings.first { $0.path.hasSuffix("workers") })
    #expect(workers.value == "10")
  }
}
