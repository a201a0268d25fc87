import HeadgateCore
import Testing

@Suite("Service, failures and faults (rules S3, S5, F1, F4, F6)")
struct ServiceModelTests {
  /// What a batch of `jobs` that starts at `now` comes to at stage 0: when it ends, and how.
  private func plan(
    _ stage: StageSettings, jobs sizes: [Int64] = [0], faults: [FaultSettings] = [],
    at now: Nanoseconds = 0, first entity: UInt64 = 0, attempt: UInt16 = 1
  ) -> (end: Nanoseconds, results: [AttemptResult]) {
    var stage = stage
    stage.batchSize = max(stage.batchSize, sizes.count)
    stage.linger = 1
    let h = PipelineHarness(.chain(stage))
    for size in sizes { h.submit(size: size) }
    h.advance(to: 1)
    let model = ServiceModel(stages: [stage], faults: faults, seed: 1, replication: 0)
    let worker = h.running[0]
    let slots = h.pipeline.pool.jobs
    for i in 0..<sizes.count {
      let slot = slots + Int(h.pipeline.workers[Int(worker)].jobs[i])
      slot.pointee.entity += entity
      slot.pointee.attempt = attempt
    }
    let end = model.plan(h.pipeline.workers + Int(worker), jobs: slots, at: now)
    let results = (0..<sizes.count).map {
      slots[Int(h.pipeline.workers[Int(worker)].jobs[$0])].result
    }
    return (end, results)
  }

  private func stage(
    base: Distribution = .zero, perItem: Distribution = .zero, perKiB: Distribution = .zero,
    transient: Double = 0, permanent: Double = 0, timeout: Nanoseconds? = nil
  ) -> StageSettings {
    StageSettings(
      name: "a", workers: 1, service: ServiceSettings(base: base, perItem: perItem, perKiB: perKiB),
      failures: FailureSettings(transient: transient, permanent: permanent), timeout: timeout)
  }

  private func fault(
    _ effect: FaultEffect, at: Nanoseconds = 100, for duration: Nanoseconds = 100
  ) -> FaultSettings {
    FaultSettings(at: at, duration: duration, stage: 0, effect: effect)
  }

  @Test("S3: a batch takes base + Σ (perItem + perKiB × size)")
  func serviceTime() {
    let stage = stage(base: .constant(1000), perItem: .constant(10), perKiB: .constant(4))
    #expect(plan(stage, jobs: [1024]).end == 1014)
    #expect(plan(stage, jobs: [1024, 2048, 512], at: 7).end == 7 + 1000 + 30 + 4 + 8 + 2)
  }

  @Test("S7: a batch takes longer the more jobs are in the pipeline, linear between two numbers")
  func pressure() {
    var stage = stage(base: .constant(1000))
    stage.pressure = PressureSettings(from: 2, to: 6, slowdown: 3)
    let ends = (1...8).map { plan(stage, jobs: Array(repeating: 0, count: $0)).end }
    #expect(ends == [1000, 1000, 1500, 2000, 2500, 3000, 3000, 3000])
    #expect(plan(stage, jobs: [0, 0, 0], faults: [fault(.slowdown(2))], at: 100).end == 3100)
    stage.timeout = 1200
    #expect(plan(stage, jobs: [0, 0, 0]).results == [.timeout, .timeout, .timeout])
  }

  @Test("S3, F6: a slowdown multiplies the time of batches that start while it is in force")
  func slowdown() {
    let stage = stage(perItem: .constant(10))
    let faults = [fault(.slowdown(4)), fault(.slowdown(2), at: 150, for: 10)]
    #expect(plan(stage, faults: faults, at: 99).end == 109)
    #expect(plan(stage, faults: faults, at: 100).end == 140)
    #expect(plan(stage, faults: faults, at: 150).end == 230)
    #expect(plan(stage, faults: faults, at: 199).end == 239)
    #expect(plan(stage, faults: faults, at: 200).end == 210)
  }

  @Test(
    "Overhead comes on top of every batch, whatever its service time, slowdowns and timeouts do")
  func overhead() {
    var stage = stage(perItem: .constant(10), timeout: 25)
    stage.overhead = 3
    #expect(plan(stage, jobs: [0, 0], at: 7).end == 30)
    #expect(plan(stage, jobs: [0, 0]).results == [.succeeded, .succeeded])
    #expect(plan(stage, jobs: [0, 0, 0]).end == 28)
    #expect(plan(stage, faults: [fault(.slowdown(2))], at: 100).end == 123)
  }

  @Test("A stage without overhead is planned as before, one with it takes that much longer")
  func overheadAlone() {
    let plain = stage(perItem: .exponential(mean: 1000), timeout: .second)
    var late = plain
    late.overhead = 500
    for entity in 0..<20 {
      #expect(
        plan(late, first: UInt64(entity)).end == plan(plain, first: UInt64(entity)).end + 500)
    }
  }

  @Test("S5: a batch that exceeds the timeout fails at that moment, as a whole")
  func timeout() {
    let stage = stage(perItem: .constant(10), timeout: 25)
    let short = plan(stage, jobs: [0, 0])
    #expect(short.end == 20)
    #expect(short.results == [.succeeded, .succeeded])
    let long = plan(stage, jobs: [0, 0, 0])
    #expect(long.end == 25)
    #expect(long.results == [.timeout, .timeout, .timeout])
  }

  @Test("F6: while a stall is in force nothing ends")
  func stall() {
    let stage = stage(perItem: .constant(10))
    let faults = [fault(.stall), fault(.stall, at: 200, for: 50)]
    #expect(plan(stage, faults: faults, at: 89).end == 99)
    #expect(plan(stage, faults: faults, at: 90).end == 250)
    #expect(plan(stage, faults: faults, at: 245).end == 255)
  }

  @Test("S5, F6: a batch that a stall holds beyond the timeout fails when the stall ends")
  func stallBeyondTheTimeout() {
    let stage = stage(perItem: .constant(10), timeout: 50)
    let held = plan(stage, faults: [fault(.stall)], at: 95)
    #expect(held.end == 200)
    #expect(held.results == [.timeout])
    let brief = plan(stage, faults: [fault(.stall)], at: 195)
    #expect(brief.end == 205)
    #expect(brief.results == [.succeeded])
  }

  @Test("F4, F6: an outage fails whole batches that start or end within it")
  func outage() {
    let stage = stage(perItem: .constant(10))
    for (now, result) in [
      (80, AttemptResult.succeeded), (90, .outage), (199, .outage), (200, .succeeded),
    ] {
      #expect(
        plan(stage, jobs: [0], faults: [fault(.outage)], at: Nanoseconds(now)).results == [result])
    }
    #expect(plan(stage, jobs: [0, 0], faults: [fault(.outage)], at: 150).results.count == 2)
  }

  @Test("F1: jobs fail in the shares asked for, each by itself")
  func failureShares() {
    let stage = stage(perItem: .constant(10), transient: 0.2, permanent: 0.1)
    let count = 400
    var all: [AttemptResult] = []
    for lot in 0..<UInt64(20) {
      all += plan(stage, jobs: Array(repeating: 0, count: count), first: lot * 1000).results
    }
    for (result, share) in [(AttemptResult.transient, 0.2), (.permanent, 0.1), (.succeeded, 0.7)] {
      let expected = Double(all.count) * share
      let found = Double(all.count { $0 == result })
      #expect((found - expected).magnitude <= 5 * (expected * (1 - share)).squareRoot())
    }
  }

  @Test(
    "F6: errors fail their share of the attempts that start meanwhile, on top of the stage's own")
  func errors() {
    let stage = stage(perItem: .constant(10), permanent: 0.2)
    let jobs = Array(repeating: Int64(0), count: 2000)
    let during = plan(stage, jobs: jobs, faults: [fault(.errors(0.5))], at: 150).results
    let before = plan(stage, jobs: jobs, faults: [fault(.errors(0.5))], at: 99).results
    #expect(before.count { $0 == .transient } == 0)
    #expect(zip(before, during).allSatisfy { ($0 == .permanent) == ($1 == .permanent) })
    // 0.8 × 0.5 of 2,000, standard deviation √(2000 · 0.4 · 0.6) = 21.9.
    #expect((Double(during.count { $0 == .transient }) - 800).magnitude <= 5 * 21.9)
  }

  @Test("R1: a job's service time does not depend on its batch, and differs by attempt")
  func keyedService() {
    let stage = stage(perItem: .exponential(mean: 1e6), timeout: .never / 4)
    let alone = (0..<3).map { plan(stage, first: UInt64($0)).end }
    // Each of the three alone is rounded to a nanosecond, and so is the batch.
    #expect((plan(stage, jobs: [0, 0, 0]).end - alone.reduce(0, +)).magnitude <= 2)
    #expect(plan(stage, attempt: 2).end != plan(stage).end)
  }

  @Test("R1: times drawn ahead are those that are drawn when a batch starts")
  func drawnAhead() {
    let plain = [
      stage(perItem: .exponential(mean: 1e6)), stage(perItem: .lognormal(mean: 1e6, cv: 2)),
      stage(perItem: .constant(77)), stage(perItem: .exponential(mean: 3e6)),
      stage(perItem: .exponential(mean: 5e5)),
    ]
    // A timeout that never comes is enough to draw in full.
    let full = plain.map { stage in
      var stage = stage
      stage.timeout = .never / 4
      return stage
    }
    var ahead = ServiceModel(stages: plain, faults: [], seed: 3, replication: 1)
    let whole = ServiceModel(stages: full, faults: [], seed: 3, replication: 1)
    let flags = [ahead.drawsAhead, whole.drawsAhead]
    #expect(flags == [true, false])
    let h = PipelineHarness(
      PipelineSettings(stages: plain, controller: nil))
    for job in UInt64(0)..<200 {
      h.submit()
      let slots = h.pipeline.pool.jobs
      let slot = Int(h.pipeline.lastSubmitted)
      ahead.drawAhead(slots + slot, slot: slot)
      for _ in plain.indices {
        let worker = h.pipeline.workers + Int(h.running[0])
        let now = h.now
        #expect(
          ahead.plan(worker, jobs: slots, at: now) == whole.plan(worker, jobs: slots, at: now))
        h.finish(job)
      }
    }
  }
}
