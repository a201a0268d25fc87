import HeadgateCore
import Testing

@Suite("The cache before the service of a stage (rule S9)")
struct CacheTests {
  private static let ms = Nanoseconds.millisecond

  /// A batch takes 20 ms and 10 ms a job, and 1 ms for each that is found.
  private func stage(
    keys: Int = 10_000, warm: Double = 0, fillOnTimeout: Bool = false,
    faults: [FaultSettings] = [], _ change: (inout StageSettings) -> Void = { _ in }
  ) -> PlannedStage {
    var stage = StageSettings(
      name: "a", workers: 1, batchSize: 4,
      service: ServiceSettings(base: .constant(2e7), perItem: .constant(1e7)),
      cache: CacheSettings(keys: keys, warm: warm, fillOnTimeout: fillOnTimeout))
    change(&stage)
    return PlannedStage(stage, faults: faults)
  }

  private func fault(
    _ effect: FaultEffect, at: Nanoseconds, for duration: Nanoseconds
  ) -> FaultSettings {
    FaultSettings(at: at, duration: duration, stage: 0, effect: effect)
  }

  @Test("S9: a miss costs the whole service and is there when its batch has ended, and not before")
  func missesFill() {
    let stage = stage()
    #expect(stage.batch(at: 0, entities: [7], ends: false).took == 30 * Self.ms)
    #expect(stage.batch(at: 0, entities: [7]).took == 30 * Self.ms)
    #expect(stage.batch(at: 30 * Self.ms, entities: [7]) == .all(.succeeded, took: Self.ms))
    #expect(stage.batch(at: 30 * Self.ms, entities: [8]).took == 30 * Self.ms)
  }

  @Test(
    "S9: of a batch those that are found cost a hit each, the others their service and the base")
  func mixedBatch() {
    let stage = stage()
    _ = stage.batch(2, at: 0, entities: [1, 2])
    #expect(stage.batch(3, at: 50 * Self.ms, entities: [1, 2, 3]).took == 32 * Self.ms)
    #expect(stage.batch(3, at: 90 * Self.ms, entities: [1, 2, 3]).took == 3 * Self.ms)
  }

  @Test("S9: two jobs of one content that miss together both cost their service")
  func stampede() {
    #expect(stage().batch(2, at: 0, entities: [5, 5]).took == 40 * Self.ms)
  }

  @Test("S9: a hit asks nothing of the service: no slowdown, failure, outage or quota concerns it")
  func hitsAskNothing() {
    let all = 200 * Self.ms
    for effect in [FaultEffect.slowdown(5), .errors(1), .outage] {
      let stage = stage(warm: 1, faults: [fault(effect, at: 0, for: all)])
      #expect(stage.batch(2, at: 0) == .all(.succeeded, 2, took: 2 * Self.ms))
    }
    let failing = stage(warm: 1) {
      $0.failures = FailureSettings(permanent: 1)
      $0.quota = QuotaSettings(rate: 1, burst: 4)
    }
    for moment in 0..<9 {
      #expect(failing.batch(4, at: Nanoseconds(moment)) == .all(.succeeded, 4, took: 4 * Self.ms))
    }
  }

  @Test("S8, S9: a batch asks the quota for what it does not find")
  func quota() {
    let stage = stage {
      $0.quota = QuotaSettings(rate: 1, burst: 4, countsRefused: false)
    }
    _ = stage.batch(2, at: 0, entities: [1, 2])
    #expect(stage.batch(3, at: 50 * Self.ms, entities: [1, 2, 3]).results[0] == .succeeded)
    #expect(stage.batch(3, at: 90 * Self.ms, entities: [3, 4, 5]).results[0] == .throttled)
    #expect(stage.batch(2, at: 90 * Self.ms, entities: [3, 4]).results[0] == .succeeded)
  }

  @Test("S9: a slowdown multiplies what is asked of the service alone")
  func slowdown() {
    let stage = stage(faults: [fault(.slowdown(2), at: 40 * Self.ms, for: 99 * Self.ms)])
    _ = stage.batch(at: 0, entities: [1])
    #expect(stage.batch(2, at: 50 * Self.ms, entities: [1, 2]).took == 61 * Self.ms)
  }

  @Test("S9: an attempt that fails puts nothing in")
  func failures() {
    for failures in [FailureSettings(transient: 1), FailureSettings(permanent: 1)] {
      let stage = stage { $0.failures = failures }
      _ = stage.batch(at: 0, entities: [1])
      #expect(stage.batch(at: 50 * Self.ms, entities: [1]).took == 30 * Self.ms)
    }
    let out = stage(faults: [fault(.outage, at: 0, for: Self.ms)])
    _ = out.batch(at: 0, entities: [1])
    #expect(out.batch(at: 50 * Self.ms, entities: [1]).took == 30 * Self.ms)
  }

  @Test("S9: work given up at its timeout puts in at its end what it was asked for, if it may")
  func timeouts() {
    for late in [Nanoseconds(0), 1] {
      let patient = stage(fillOnTimeout: true) { $0.timeout = 25 * Self.ms }
      #expect(patient.batch(at: 0, entities: [1]) == .all(.timeout, took: 25 * Self.ms))
      let again = patient.batch(at: 30 * Self.ms - late, entities: [1])
      #expect(again.results == [late == 0 ? .succeeded : .timeout])
    }
    let strict = stage { $0.timeout = 25 * Self.ms }
    _ = strict.batch(at: 0, entities: [1])
    #expect(strict.batch(at: 90 * Self.ms, entities: [1]).results == [.timeout])
  }

  @Test("S9: so does work whose deadline has passed, an answer at that very moment too")
  func deadlines() {
    for (deadline, fills) in [(31, true), (30, false), (10, false)] {
      let stage = stage { $0.deadline = Nanoseconds(deadline) * Self.ms }
      _ = stage.batch(at: 0, entities: [1])
      #expect(stage.batch(at: 40 * Self.ms, entities: [1]).took == (fills ? 1 : 30) * Self.ms)
    }
    let patient = stage(fillOnTimeout: true) { $0.deadline = 10 * Self.ms }
    _ = patient.batch(at: 0, entities: [1])
    #expect(patient.batch(at: 30 * Self.ms, entities: [1]).took == Self.ms)
  }

  @Test("S9: late work of which nothing would have come puts nothing in")
  func lateFailures() {
    let failing = stage(fillOnTimeout: true) {
      $0.timeout = 25 * Self.ms
      $0.failures = FailureSettings(transient: 1)
    }
    let out = stage(
      fillOnTimeout: true, faults: [fault(.outage, at: 28 * Self.ms, for: 9 * Self.ms)]
    ) { $0.timeout = 25 * Self.ms }
    let refused = stage(fillOnTimeout: true) {
      $0.timeout = Self.ms
      $0.quota = QuotaSettings(rate: 1, burst: 4)
    }
    _ = refused.batch(4, at: 0, entities: [2, 3, 4, 5])
    for stage in [failing, out, refused] {
      _ = stage.batch(at: 0, entities: [1])
      #expect(stage.batch(at: 90 * Self.ms, entities: [1]).results == [.timeout])
    }
  }

  @Test("F6: a flush empties it, and until it ends nothing is kept")
  func flush() {
    let faults = [fault(.flush, at: 40 * Self.ms, for: 100 * Self.ms)]
    for (moment, took) in [(39, 1), (40, 30), (200, 30)] {
      let stage = stage(faults: faults)
      _ = stage.batch(at: 0, entities: [1])
      #expect(
        stage.batch(at: Nanoseconds(moment) * Self.ms, entities: [1]).took
          == Nanoseconds(took) * Self.ms)
    }
    for (start, took) in [(109, 30), (110, 1)] {
      let stage = stage(faults: faults)
      _ = stage.batch(at: Nanoseconds(start) * Self.ms, entities: [1])
      #expect(stage.batch(at: 150 * Self.ms, entities: [1]).took == Nanoseconds(took) * Self.ms)
    }
  }

  @Test("S9: about the share asked for is there at the start, the same contents for a seed")
  func warmth() {
    func hits(seed: UInt64) -> [Bool] {
      let stage = PlannedStage(
        StageSettings(
          name: "a", workers: 1, service: ServiceSettings(perItem: .constant(1e7)),
          cache: CacheSettings(keys: 10_000, warm: 0.9)), seed: seed)
      return (0..<2000).map {
        stage.batch(at: 0, entities: [UInt64($0)], ends: false).took < 5_000_000
      }
    }
    let first = hits(seed: 1)
    // 0.9 of 2,000, standard deviation √(2000 · 0.9 · 0.1) = 13.4.
    #expect((Double(first.count { $0 }) - 1800).magnitude <= 5 * 13.4)
    #expect(hits(seed: 1) == first)
    #expect(hits(seed: 2) != first)
  }

  /// How often each of the contents is a job's, of 50,000 jobs.
  private func counts(_ settings: CacheSettings, attempt: UInt16 = 1) -> [Int] {
    let contents = ContentKeys(settings)
    defer { contents.deallocate() }
    var counts = Array(repeating: 0, count: settings.keys)
    let h = PipelineHarness(.chain(.stage()))
    h.submit()
    let job = h.pipeline.job(h.pipeline.lastSubmitted)
    job.pointee.attempt = attempt
    for entity in UInt64(0)..<50_000 {
      job.pointee.entity = entity
      counts[contents.key(of: job, KeyedRandom(seed: 3, replication: 0))] += 1
    }
    return counts
  }

  @Test("R1: contents belong to jobs, whatever the attempt; without a skew all are alike")
  func alike() {
    let found = counts(CacheSettings(keys: 20))
    #expect(found == counts(CacheSettings(keys: 20), attempt: 3))
    // 2,500 of 50,000, standard deviation 48.7.
    #expect(found.allSatisfy { (Double($0) - 2500).magnitude <= 5 * 48.7 })
  }

  @Test("S9: with a skew the content of rank k comes k^−skew times as often as the first")
  func zipf() {
    let found = counts(CacheSettings(keys: 20, skew: 1))
    let sum = (1...20).reduce(0) { $0 + 1 / Double($1) }
    for (rank, count) in found.enumerated() {
      let share = 1 / Double(rank + 1) / sum
      let deviation = (50_000 * share * (1 - share)).squareRoot()
      #expect((Double(count) - 50_000 * share).magnitude <= 5 * deviation, "rank \(rank + 1)")
    }
  }
}
