import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("The scenarios that ship")
struct ScenarioFilesTests {
  #if DEBUG
    private static let isOptimized = false
  #else
    private static let isOptimized = true
  #endif

  @Test("are all there: operators' questions, the textbook, and the bench")
  func areAllThere() {
    let names = Set(ShippedScenario.all.map(\.name))
    let wanted = [
      "scaling", "sustained", "soak", "congestion", "signal-feedback", "priorities", "burst",
      "diurnal", "flaky-embedding", "worker-crash", "outage-10s", "retry-storm", "library",
      "bench/pipeline", "textbook/mm1", "textbook/mmc", "textbook/md1", "textbook/mg1-lognormal",
      "textbook/me-k-1", "textbook/mm1k", "textbook/erlang-b", "textbook/tandem",
      "textbook/token-bucket", "textbook/retry-feedback", "textbook/priority",
      "textbook/closed-loop", "textbook/bulk-service",
    ]
    for name in wanted { #expect(names.contains("\(name).yaml"), "\(name).yaml is missing") }
  }

  @Test(
    "load without warnings, say what they ask, and demand something", arguments: ShippedScenario.all
  )
  func isComplete(_ file: ShippedScenario) throws {
    let scenario = try file.load()
    #expect(scenario.warnings.isEmpty, "\(scenario.warnings.map(\.description))")
    let comment = scenario.text.split(separator: "\n").prefix { $0.hasPrefix("#") }
    #expect(comment.count >= 3, "a comment of a few lines opens each file")
    #expect(!scenario.description.isEmpty)
    #expect(Set(scenario.labels.map(\.key)).isSuperset(of: ["suite", "type"]))
    for variant in scenario.variants {
      #expect(variant.thresholds.contains { $0.severity == .error }, "\(variant.name)")
    }
  }

  @Test("bear names of their own")
  func namesAreDistinct() throws {
    let names = try ShippedScenario.all.map { try $0.load().name }
    #expect(Set(names).count == names.count, "\(names.sorted())")
  }

  @Test(
    "keep their thresholds, and every run its self-checks",
    .enabled(if: isOptimized, "400 million events want an optimised build: swift test -c release"),
    arguments: ShippedScenario.quick)
  func thresholdsHold(_ file: ShippedScenario) async throws {
    let result = try await Self.run(try file.load())
    let missed = result.thresholds.filter { !$0.ok && $0.threshold.severity == .error }
    #expect(missed.isEmpty, "\(Self.text(missed))")
    let broken = result.variants.flatMap(\.replications).flatMap(\.checks).filter { !$0.holds }
    #expect(broken.isEmpty, "\(broken)")
    #expect(result.verdict == .pass)
  }

  @Test(
    "fail on a pipeline that takes a quarter longer over everything",
    .enabled(if: isOptimized, "this wants an optimised build: swift test -c release"),
    arguments: ShippedScenario.operational)
  func slowerPipelineFails(_ file: ShippedScenario) async throws {
    var scenario = try file.load()
    for i in scenario.variants.indices {
      let stages = scenario.variants[i].specification.pipeline.stages.indices
      scenario.variants[i].specification.faults += stages.map {
        FaultSettings(at: 0, duration: 24 * 3600 * .second, stage: $0, effect: .slowdown(1.25))
      }
    }
    let result = try await Self.run(scenario)
    #expect(result.verdict == .fail)
  }

  private static func run(_ scenario: Scenario) async throws -> RunResult {
    try await Experiment(
      scenario: scenario, backends: [SimulatorBackend()], jobs: 1,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0)
    ).run()
  }

  private static func text(_ results: [ThresholdResult]) -> String {
    results.map { result in
      let observed = result.observed.map { "\($0)" } ?? "no samples"
      return "\(result.threshold.expression): \(observed) [\(result.variant)]"
    }.joined(separator: "; ")
  }
}
