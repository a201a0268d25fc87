import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

/// That the set's scenarios load and keep their thresholds, `ScenarioFilesTests` holds.
@Suite("The metastable set")
struct MetastableSetTests {
  private static let shipped = Set(
    ShippedScenario.quick.map(\.name).filter { $0.hasPrefix("metastable/") })

  @Test("has a scenario for every row of its table")
  func rows() {
    let wanted = [
      "retry-storm", "retry-storm-edge", "retry-storm-edge-78-percent",
      "retry-storm-edge-9-seconds", "retry-storm-edge-two-thirds", "outage-10s", "worker-restart",
      "breaker-flap", "priority-inversion", "slow-error-path", "backlog-memory", "lease-storm",
      "sqlite-busy", "stale-limit",
    ]
    for name in wanted {
      #expect(Self.shipped.contains("metastable/\(name).yaml"), "\(name) is missing")
    }
  }

  @Test("is on its page, scenario by scenario")
  func page() throws {
    let named = Set(
      try Self.page().matches(of: /Scenarios\/(metastable\/[a-z0-9-]+\.yaml)/).map { "\($0.1)" })
    #expect(named == Self.shipped, "\(named.symmetricDifference(Self.shipped).sorted())")
  }

  @Test("says what survival is: warnings on every variant, so that what tips over fails no run")
  func survival() throws {
    for name in Self.shipped.sorted() {
      let scenario = try ShippedScenario(name: name).load()
      for variant in scenario.variants {
        #expect(variant.thresholds.contains { $0.severity == .warn }, "\(name): \(variant.name)")
        #expect(variant.isDisturbed, "\(name): \(variant.name)")
      }
    }
  }

  /// Huang et al., OSDI 2022, section 5.1: a cut of 80 % for 10 s tips over, what is a little less does not.
  @Test(
    "has the published edge: with retries and no control 80 % for 10 s stays down",
    arguments: [
      ("retry-storm-edge", true), ("retry-storm-edge-78-percent", false),
      ("retry-storm-edge-9-seconds", false), ("retry-storm-edge-two-thirds", false),
    ])
  func edge(name: String, tipsOver: Bool) throws {
    let scenario = try ShippedScenario(name: "metastable/\(name).yaml").load()
    let variant = try #require(scenario.variants.first { $0.controllerName == "none" })
    for replication in 0..<5 {
      let result = try SimulatorBackend().run(
        variant.specification, replication: replication, options: RunOptions())
      let offered = try #require(result.metric("offered.rate{phase: after}"))
      let goodput = try #require(result.metric("throughput{phase: after}"))
      #expect((result.metric("recovery") == nil) == tipsOver, "\(replication)")
      #expect(tipsOver ? goodput < 0.1 * offered : goodput > 0.99 * offered, "\(goodput)")
    }
  }

  #if DEBUG
    private static let isOptimized = false
  #else
    private static let isOptimized = true
  #endif

  @Test(
    "is survived by the controllers that its page names",
    .enabled(if: isOptimized, "this wants an optimised build: swift test -c release"),
    arguments: shipped.sorted())
  func survivors(name: String) async throws {
    let rows = try Self.page().split(separator: "\n").filter { $0.contains("Scenarios/\(name))") }
    let named = try #require(rows.first?.split(separator: "|").last)
      .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    let scenario = try ShippedScenario(name: name).load()
    let result = try await Experiment(
      scenario: scenario, backends: [SimulatorBackend()], jobs: 1,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0)
    ).run()
    let survivors = zip(scenario.variants, result.variants)
      .filter { result.survives($1) == true }.map(\.0.controllerName)
    #expect(survivors == named)
  }

  private static func page() throws -> String {
    try String(
      contentsOf: ShippedScenario.folder.deletingLastPathComponent().appendingPathComponent(
        "Sources/HeadgateLab/Documentation.docc/Metastable-set.md"), encoding: .utf8)
  }
}
