import Foundation
import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Random scenarios")
struct ScenarioGeneratorTests {
  @Test("A seed gives one scenario, and other seeds give others")
  func oneScenarioPerSeed() throws {
    var texts: Set<String> = []
    for seed in UInt64(0)..<300 {
      let scenario = try ChaosScenario(seed: seed)
      #expect(try ChaosScenario(seed: seed).text == scenario.text)
      texts.insert(scenario.text)
    }
    #expect(texts.count == 300)
  }

  @Test("Every file is valid, and says what was drawn")
  func filesSayWhatWasDrawn() throws {
    for seed in UInt64(0)..<2000 {
      let scenario = try ChaosScenario(seed: seed)
      try #require(scenario.specification == scenario.draft, "seed \(seed)\n\(scenario.text)")
    }
  }

  @Test("A scenario written to disk with its arrivals is the scenario that was run")
  func onDisk() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "chaos-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var traced = 0
    for seed in UInt64(0)..<60 {
      let scenario = try ChaosScenario(seed: seed)
      let path = folder.appendingPathComponent("\(scenario.name).yaml")
      try scenario.text.write(to: path, atomically: true, encoding: .utf8)
      for (file, text) in scenario.traces {
        try text.write(
          to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
      }
      traced += scenario.traces.isEmpty ? 0 : 1
      let loaded = try ScenarioLoader.load(path: path.path)
      #expect(loaded.variants[0].specification == scenario.specification)
      #expect(loaded.sha256 == (try scenario.load()).sha256)
    }
    #expect(traced > 0)
  }

  @Test("A thousand seeds reach every feature, and every event that a scenario can bring about")
  func everythingIsReached() async throws {
    let outcome = try await ChaosCampaign(ChaosTrial { _ in SimulatorBackend() }, jobs: 2)
      .run(seeds: 1...1000)
    #expect(outcome.failure == nil)
    #expect(outcome.coverage.seeds == 1000)
    for feature in ScenarioFeature.allCases {
      #expect(outcome.coverage.seeds(with: feature) >= 10, "\(feature.rawValue)")
      #expect(outcome.coverage.seeds(with: feature) < 1000, "\(feature.rawValue) is always on")
    }
    // Nobody cancels jobs in a scenario.
    for kind in TraceKind.allCases where kind != .cancelled {
      #expect(outcome.coverage.seeds(where: kind) >= 10, "\(kind.name)")
    }
  }
}
