import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite struct TuningFrontTests {
  private static let space = FakeStudy.space(
    objectives: [FakeStudy.latency, FakeStudy.objective("throughput", .maximize)], runs: 900,
    population: 16)

  @Test("Several objectives give a front: by the first objective, and nowhere better in both")
  func front() async throws {
    let result = try await FakeStudy.study(Self.space).run()
    let front = result.front.map { $0.objectives[0] }
    #expect(front.count >= 5)
    for (first, second) in zip(front, front.dropFirst()) {
      #expect(first[0] <= second[0] && first[1] <= second[1])
    }
    let winner = try #require(result.winner)
    #expect(result.front.contains(winner))
    #expect(result.history.last?.best.count == 2)
    let progress = result.history.compactMap(\.progress)
    #expect(zip(progress, progress.dropFirst()).allSatisfy { $0 >= $1 - 0.05 })
  }

  @Test("A front does not depend on the jobs, and a study for one goes on as if never stopped")
  func resume() async throws {
    let whole = EvaluationLog()
    let result = try await FakeStudy.study(Self.space, jobs: 3).run(options: whole.options)
    let half = Array(whole.all.prefix(whole.all.count / 2))
    let resumed = try await FakeStudy.study(Self.space).run(stored: half)
    #expect(StudyFindings(resumed) == StudyFindings(result))
  }
}
