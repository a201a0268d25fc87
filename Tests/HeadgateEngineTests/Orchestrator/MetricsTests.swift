import CoreMetrics
import Foundation
import HeadgateCore
import HeadgateEngine
import MetricsTestKit
import Testing

struct MetricsTests {
  /// The names that the original lists.
  private static let names = [
    "total_submitted", "total_completed", "total_failed", "throughput_items_per_sec",
    "success_rate_percent", "current_rate_multiplier", "queue_depth", "tokens_available",
    "avg_processing_time_ms",
  ]
  private static let stageNames = [
    "items_processed", "items_failed", "avg_time_per_item_ms", "last_item_time_ms",
  ]

  /// Four jobs of a second each, of which one fails for good in the second stage.
  private static func run(
    metrics: (any MetricsFactory)? = nil, interval: Duration? = nil,
    _ body: @escaping @Sendable (VirtualWorld, IngestionOrchestrator<Int>) async throws -> Void
  ) async throws {
    try await VirtualWorld.run { world in
      var settings = OrchestratorSettings.quiet(rate: .balanced)
      settings.reportInterval = interval
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage("chunk", workers: 1, .second(world)),
          IngestionStage(
            "store", workers: 1,
            .each { item in
              if item == 3 { throw StageFailure.permanent("bad") }
              return item
            }),
        ], settings: settings, metrics: metrics)
      try await orchestrator.withRunning {
        for item in 0..<4 { try await orchestrator.submit(item) }
        #expect(await orchestrator.waitForCompletion())
        try await body(world, orchestrator)
      }
    }
  }

  @Test("Every figure that the original names is there as JSON, by its name")
  func names() async throws {
    try await Self.run { _, orchestrator in
      let data = try JSONEncoder().encode(orchestrator.metrics())
      let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      for name in Self.names { #expect(object[name] is Double, "\(name)") }
      let stages = try #require(object["stages"] as? [[String: Any]])
      #expect(stages.compactMap { $0["stage"] as? String } == ["chunk", "store"])
      for stage in stages {
        for name in Self.stageNames { #expect(stage[name] is Double, "\(name)") }
      }
    }
  }

  @Test("The figures are those of the run")
  func figures() async throws {
    try await Self.run { world, orchestrator in
      let metrics = orchestrator.metrics()
      #expect(metrics.totalSubmitted == 4)
      #expect(metrics.totalCompleted == 3)
      #expect(metrics.totalFailed == 1)
      #expect(metrics.successRatePercent == 75)
      #expect(metrics.avgProcessingTimeMs == 1_000)
      #expect(metrics.throughputItemsPerSec == 0.75)
      #expect(metrics.queueDepth == 0)
      #expect(metrics.inFlight == 0)
      #expect(metrics.stages[0].itemsProcessed == 4)
      #expect(metrics.stages[0].avgTimePerItemMs == 1_000)
      #expect(metrics.stages[0].lastItemTimeMs == 1_000)
      #expect(metrics.stages[1].itemsProcessed == 3)
      #expect(metrics.stages[1].itemsFailed == 1)
      #expect(metrics.stages[1].lastItemTimeMs == 0)
      #expect(metrics.latencyMs.max == 3_000)
      #expect(abs(metrics.latencyMs.p50 - 2_000) <= 2)
    }
  }

  @Test("Throughput is that of the last seconds")
  func throughput() async throws {
    try await Self.run { world, orchestrator in
      for _ in 0..<30 {
        try await world.sleep(.seconds(1))
        _ = orchestrator.metrics()
      }
      #expect(orchestrator.metrics().throughputItemsPerSec == 0)
    }
  }

  @Test("What is in flight shows where it is")
  func levels() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", workers: 1, buffer: 2, .second(world))],
        settings: .quiet(rate: .balanced))
      try await orchestrator.withRunning {
        for item in 0..<6 { try await orchestrator.submit(item) }
        let metrics = orchestrator.metrics()
        #expect(metrics.inFlight == 6)
        #expect(metrics.queueDepth == 3)
        #expect(metrics.stages[0].bufferDepth == 2)
        #expect(metrics.stages[0].busyWorkers == 1)
        #expect(metrics.tokensAvailable == 47)
      }
    }
  }

  @Test("The metrics system is told by interval and at the end: counters by their growth")
  func reported() async throws {
    let factory = TestMetrics()
    try await Self.run(metrics: factory, interval: .seconds(10)) { world, orchestrator in
      // The first report is still to come.
      #expect(try factory.expectCounter("headgate_total_submitted").values.isEmpty)
      try await world.sleep(.seconds(20))
      #expect(try factory.expectCounter("headgate_total_submitted").values == [4])
      #expect(try factory.expectCounter("headgate_total_completed").values == [3])
      try await orchestrator.submit(5)
    }
    #expect(try factory.expectCounter("headgate_total_submitted").totalValue == 5)
    #expect(try factory.expectCounter("headgate_total_completed").totalValue == 4)
    #expect(try factory.expectCounter("headgate_total_failed").totalValue == 1)
    for name in Self.names.dropFirst(3) {
      #expect(try factory.expectGauge("headgate_\(name)").lastValue != nil, "\(name)")
    }
    let stage = [("stage", "store")]
    #expect(try factory.expectCounter("headgate_items_processed", stage).totalValue == 4)
    #expect(try factory.expectCounter("headgate_items_failed", stage).totalValue == 1)
    #expect(try factory.expectGauge("headgate_last_item_time_ms", stage).lastValue == 0)
  }
}
