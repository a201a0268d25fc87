import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

/// The search for the smallest value of a setting.
struct SettingSearchTests {
  /// Workers stand in for any setting; more than `most` are refused.
  private static func variant(
    load: Double = 1, most: Int = 10_000, _ latency: @escaping @Sendable (Double, Int) -> Double
  ) async throws -> CapacityVariant {
    let scenario = Scenario.fake(
      replications: 1, thresholds: [.fake("latency.mean", .less, 1)])
    let study = CapacityStudy(
      scenario: scenario, question: .setting(path: "pipeline.stages.embed.workers", load: load),
      backend: FakeBackend { specification, replication, _ in
        ReplicationResult(
          specification, replication,
          metrics: [
            (
              "latency.mean",
              latency(specification.workloads[0].load, specification.pipeline.stages[0].workers)
            )
          ])
      }, jobs: 1, environment: .fake,
      reload: { value throws(InvalidScenario) in
        guard value <= most else { throw InvalidScenario(problems: []) }
        var scenario = scenario
        scenario.variants[0].specification.pipeline.stages[0].workers = value
        return scenario
      })
    return try #require(try await study.run().variants.first)
  }

  @Test("The smallest value that is enough is found, and the next smaller one fails")
  func smallest() async throws {
    for needed in [1, 2, 3, 5, 8, 13, 100] {
      let variant = try await Self.variant { $1 >= needed ? 0.5 : 2 }
      #expect(variant.answered?.position == Double(needed))
      #expect(variant.broken?.position == (needed == 1 ? nil : Double(needed - 1)))
    }
  }

  @Test("The load is the factor that was given")
  func load() async throws {
    let variant = try await Self.variant(load: 3.5) { rate, workers in rate / Double(workers) }
    #expect(variant.answered?.position == 4)
    #expect(variant.trials.allSatisfy { $0.offered == nil })
  }

  @Test("The largest value that the scenario takes is tried before the search gives up")
  func refused() async throws {
    let variant = try await Self.variant(most: 6) { $1 >= 5 ? 0.5 : 2 }
    #expect(variant.answered?.position == 5)
    let none = try await Self.variant(most: 6) { _, _ in 2 }
    #expect(none.answer == nil)
    #expect(none.trials.last?.position == 6)
  }

  @Test("Where only values between doublings will do, they are found")
  func window() async throws {
    let variant = try await Self.variant { 5...7 ~= $1 ? 0.5 : 2 }
    #expect(variant.answered?.position == 5)
  }

  @Test("Where more is not enough any more, both stretches are told")
  func notMonotone() async throws {
    let variant = try await Self.variant { $1 == 4 || $1 > 20 ? 0.5 : 2 }
    #expect(variant.answered?.position == 4)
    #expect(variant.trials.contains { $0.position == 8 && !$0.meets })
  }
}
