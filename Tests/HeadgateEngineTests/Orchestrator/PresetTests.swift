import HeadgateCore
import HeadgateEngine
import HeadgateModel
import Testing

struct PresetTests {
  @Test(
    "An environment's stages and rate are those of its preset",
    arguments: EnvironmentPreset.allCases)
  func environments(_ environment: EnvironmentPreset) async throws {
    let stages = IngestionStage<ChapterJob>.preset(
      environment, chunk: .pass, embed: .pass, store: .pass)
    #expect(stages.map(\.settings) == environment.stages)
    let orchestrator = IngestionOrchestrator<ChapterJob>(
      environment: environment, chunk: .pass, embed: .pass, store: .pass)
    #expect(orchestrator.settings.rate == environment.controller.settings)
    try await orchestrator.withRunning {
      let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 1, text: "")
      #expect(await orchestrator.waitForJob(id)?.phase == .completed)
    }
    #expect(orchestrator.metrics().stages.map(\.stage) == ["chunk", "embed", "store"])
  }

  @Test(
    "A rate's preset limits how fast jobs enter",
    arguments: [ControllerPreset.conservative, .balanced, .aggressive])
  func rates(_ preset: ControllerPreset) async throws {
    try await VirtualWorld.run { world in
      var settings = OrchestratorSettings(rate: preset)
      settings.reportInterval = nil
      // A burst of a second's worth, and then three seconds at a rate that grows by a fifth each.
      let rate = try #require(preset.settings).rate
      let jobs = Int(rate) + Int(rate) + Int(rate * 1.2)
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", .pass)], settings: settings)
      try await orchestrator.withRunning {
        for item in 0..<jobs { try await orchestrator.submit(item) }
        #expect(await orchestrator.waitForCompletion())
        #expect(world.elapsed == .seconds(2))
      }
    }
  }
}
