import HeadgateCore
import HeadgateEngine
import HeadgateModel
import Testing

struct RateControllerTests {
  @Test(
    "Permits are given at the moments at which their tokens are there",
    arguments: VirtualWorld.orders)
  func moments(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let controller = RateController(
        ControllerSettings(rate: 10, burst: 2), clock: world.clock)
      var moments: [Duration] = []
      for _ in 0..<6 {
        #expect(await controller.acquirePermit())
        moments.append(world.elapsed)
      }
      #expect(moments == [0, 0, 100, 200, 300, 400].map { .milliseconds($0) })
      #expect(controller.metrics.permits == 6)
    }
  }

  @Test("A permit may cost any part of the bucket")
  func amounts() async throws {
    try await VirtualWorld.run { world in
      let controller = RateController(
        ControllerSettings(rate: 10, burst: 10), clock: world.clock)
      #expect(await controller.acquirePermit(tokens: 10))
      #expect(world.elapsed == .zero)
      #expect(await controller.acquirePermit(tokens: 0))
      #expect(world.elapsed == .zero)
      #expect(await controller.acquirePermit(tokens: 2.5))
      #expect(world.elapsed == .milliseconds(250))
    }
  }

  @Test(
    "Permits are given first come, first served, whatever they cost", arguments: VirtualWorld.orders
  )
  func turns(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let controller = RateController(
        ControllerSettings(rate: 10, burst: 10), clock: world.clock)
      #expect(await controller.acquirePermit(tokens: 10))
      let served = Recorded<String>()
      await withTaskGroup(of: Void.self) { group in
        for (i, tokens) in [5.0, 1, 3].enumerated() {
          group.addTask {
            _ = await world.clock.sleep(until: Nanoseconds(i + 1))
            #expect(await controller.acquirePermit(tokens: tokens))
            served.add("\(tokens) at \(world.elapsed)")
          }
        }
      }
      #expect(served.all == ["5.0 at 0.5 seconds", "1.0 at 0.6 seconds", "3.0 at 0.9 seconds"])
    }
  }

  @Test(
    "A cancelled wait takes no tokens, and lets the next one pass", arguments: VirtualWorld.orders)
  func cancelled(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let controller = RateController(
        ControllerSettings(rate: 10, burst: 10), clock: world.clock)
      #expect(await controller.acquirePermit(tokens: 10))
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await withTaskGroup(of: Bool.self) { inner in
            inner.addTask { await controller.acquirePermit(tokens: 10) }
            _ = await world.clock.sleep(until: 300 * .millisecond)
            inner.cancelAll()
            #expect(await inner.next() == false)
          }
        }
        group.addTask {
          _ = await world.clock.sleep(until: .millisecond)
          #expect(await controller.acquirePermit(tokens: 2))
          // Its tokens were there from 200 ms on.
          #expect(world.elapsed == .milliseconds(300))
        }
      }
      #expect(controller.metrics.waiting == 0)
      #expect(controller.metrics.tokensAvailable == 1)
    }
  }

  @Test("A task that is cancelled already gets no permit")
  func cancelledBefore() async throws {
    try await VirtualWorld.run { world in
      let controller = RateController(.balanced, clock: world.clock)
      await withTaskGroup(of: Bool.self) { group in
        group.cancelAll()
        group.addTask { await controller.acquirePermit() }
        #expect(await group.next() == false)
      }
      #expect(controller.metrics.tokensAvailable == 50)
    }
  }

  @Test("The depth cuts the rate above the high mark and raises it below the low one")
  func feedback() async throws {
    try await VirtualWorld.run { world in
      let controller = RateController(.balanced, clock: world.clock)
      #expect(controller.metrics.currentRatePerSec == 50)
      controller.updateQueueDepth(current: 900, max: 1_000)
      #expect(controller.metrics.currentRateMultiplier == 0.5)
      #expect(controller.metrics.queueDepth == 900)
      try await world.sleep(.seconds(1))
      controller.updateQueueDepth(current: 500, max: 1_000)
      #expect(controller.metrics.currentRateMultiplier == 0.5)
      try await world.sleep(.seconds(1))
      controller.updateQueueDepth(current: 100, max: 1_000)
      #expect(controller.metrics.currentRateMultiplier == 0.6)
    }
  }

  @Test("The latest depth is looked at once an interval")
  func interval() async throws {
    try await VirtualWorld.run { world in
      let controller = RateController(.balanced, clock: world.clock)
      controller.updateQueueDepth(current: 900, max: 1_000)
      for depth in [950, 900, 100] { controller.updateQueueDepth(current: depth, max: 1_000) }
      #expect(controller.metrics.currentRateMultiplier == 0.5)
      try await world.sleep(.seconds(2))
      #expect(controller.metrics.currentRateMultiplier == 0.6)
    }
  }

  @Test("A rate that grows serves those that wait sooner", arguments: VirtualWorld.orders)
  func faster(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let controller = RateController(
        ControllerSettings(rate: 1, burst: 1, increase: 2), clock: world.clock)
      #expect(await controller.acquirePermit())
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          #expect(await controller.acquirePermit())
          #expect(world.elapsed == .milliseconds(750))
        }
        _ = await world.clock.sleep(until: 500 * .millisecond)
        controller.updateQueueDepth(current: 0, max: 10)
      }
    }
  }

  @Test("The three presets have the original's rates and cuts")
  func presets() async throws {
    let expected: [(ControllerSettings, Double, Double)] = [
      (.conservative, 10, 0.3), (.balanced, 50, 0.5), (.aggressive, 200, 0.6),
    ]
    try await VirtualWorld.run { world in
      for (settings, rate, cut) in expected {
        let controller = RateController(settings, clock: world.clock)
        #expect(controller.metrics.currentRatePerSec == rate)
        controller.updateQueueDepth(current: 81, max: 100)
        #expect(controller.metrics.currentRateMultiplier == cut)
      }
    }
  }

  @Test("What was reported of items is in the metrics")
  func processing() async throws {
    try await VirtualWorld.run { world in
      let controller = try #require(
        RateController(preset: .conservative, clock: world.clock))
      controller.recordProcessing(.milliseconds(10), success: true)
      controller.recordProcessing(.milliseconds(30), success: false)
      #expect(controller.metrics.itemsProcessed == 2)
      #expect(controller.metrics.itemsFailed == 1)
      #expect(controller.metrics.avgProcessingTimeMs == 20)
    }
  }
}
