import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite("The observer of a run")
struct ObserverTests {
  @Test("A run that follows the rules is found to follow them")
  func honestRuns() throws {
    for seed in UInt64(0)..<50 {
      #expect(try ObservedRun(ObservedRun.busy(seed: seed)).brokenRule() == nil)
    }
    #expect(try ObservedRun(ObservedRun.blocking()).brokenRule() == nil)
  }

  /// Rules that a run broke if it was meant to have been set up otherwise.
  static let beliefs:
    [(rule: String, about: String, believed: @Sendable (inout RunSpecification) -> Void)] = [
      ("Q1", "priority", { $0.pipeline.queue.aging = .millisecond }),
      ("Q2", "a larger queue", { $0.pipeline.queue.capacity = 8 }),
      ("Q2", "a smaller queue", { $0.pipeline.queue.capacity = 3 }),
      ("Q2", "no shedding", { $0.pipeline.queue.onFull = .reject }),
      ("Q3", "a longer lease", { $0.pipeline.lease = 70 * .millisecond }),
      ("C1", "fewer tokens", { $0.pipeline.controller!.rate = 100 }),
      ("C2", "more tokens", { $0.pipeline.controller!.rate = 200 }),
      ("C3", "rarer looks", { $0.pipeline.controller!.interval = 70 * .millisecond }),
      (
        "C4", "another decrease",
        { $0.pipeline.controller!.algorithm = .watermark(WatermarkSettings(decrease: 0.9)) }
      ),
      ("C4", "another signal", { $0.pipeline.controller!.signal = .submission }),
      ("S1", "a smaller buffer", { $0.pipeline.stages[1].buffer = 0 }),
      ("S2", "smaller batches", { $0.pipeline.stages[0].batchSize = 2 }),
      ("S2", "a longer linger", { $0.pipeline.stages[0].linger = 8 * .millisecond }),
      ("S2", "a shorter linger", { $0.pipeline.stages[0].linger = .millisecond }),
      ("S2", "more workers", { $0.pipeline.stages[1].workers = 3 }),
      ("S5", "a shorter timeout", { $0.pipeline.stages[0].timeout = 5 * .millisecond }),
      ("S5", "a longer timeout", { $0.pipeline.stages[0].timeout = 80 * .millisecond }),
      ("J2", "fewer attempts", { $0.pipeline.retry.maxAttempts = 1 }),
      ("F1", "no failure for good", { $0.pipeline.stages[0].failures.permanent = 0 }),
      ("F1", "no failure", { $0.pipeline.stages[1].failures.transient = 0 }),
      ("F2", "shorter delays", { $0.pipeline.retry.initial = 5 * .millisecond }),
      ("F2", "no jitter", { $0.pipeline.retry.jitter = .none }),
      ("S2", "from the start again", { $0.pipeline.retry.resume = .start }),
      ("F5", "a tougher breaker", { $0.pipeline.stages[1].breaker!.threshold = 0.9 }),
      ("F5", "a longer pause", { $0.pipeline.stages[1].breaker!.openFor = 50 * .millisecond }),
      ("F6", "no crash", { $0.faults.remove(at: 0) }),
      ("F6", "no outage", { $0.faults.remove(at: 1) }),
      ("F6", "a longer outage", { $0.faults[1].duration = 500 * .millisecond }),
      ("F6", "a longer stall", { $0.faults[2].duration = 200 * .millisecond }),
    ]

  @Test(
    "A run that was to be another one breaks the rule that they differ in",
    arguments: beliefs.indices)
  func wrongBelief(index: Int) throws {
    let belief = Self.beliefs[index]
    var believed = ObservedRun.busy()
    belief.believed(&believed)
    let rule = try ObservedRun(ObservedRun.busy()).brokenRule(believing: believed)
    #expect(rule == belief.rule, "\(belief.about)")
  }

  /// What a run with a quota is taken for that has another one.
  static let providers:
    [(rule: String, about: String, believed: @Sendable (inout RunSpecification) -> Void)] = [
      ("S8", "no quota", { $0.pipeline.stages[0].quota = nil }),
      ("S8", "more units", { $0.pipeline.stages[0].quota!.rate = 80 }),
      ("S8", "fewer units", { $0.pipeline.stages[0].quota!.rate = 20 }),
      ("S8", "a larger burst", { $0.pipeline.stages[0].quota!.burst = 6 }),
      ("S8", "a longer refusal", { $0.pipeline.stages[0].quota!.refusal *= 2 }),
      ("S8", "refusals that do not count", { $0.pipeline.stages[0].quota!.countsRefused = false }),
      ("S8", "no cut", { $0.faults.removeLast() }),
    ]

  @Test(
    "A run behind a quota that was to be another one breaks its rule", arguments: providers.indices)
  func wrongProvider(index: Int) throws {
    let run = try ObservedRun(ObservedRun.refused())
    #expect(run.brokenRule() == nil)
    let belief = Self.providers[index]
    var believed = ObservedRun.refused()
    belief.believed(&believed)
    #expect(run.brokenRule(believing: believed) == belief.rule, "\(belief.about)")
  }

  @Test("C6: a complaint that does not slow the rate down is missed")
  func unheardComplaint() throws {
    var run = try ObservedRun(ObservedRun.refused())
    let refusals = run.events.indices.filter { run.events[$0].kind == .failedThrottled }
    // The refusal, its retry, and what the controller makes of it.
    let heard = try #require(refusals.first { run.events[$0 + 2].kind == .multiplier })
    run.events.remove(at: heard + 2)
    #expect(run.brokenRule() == "C6")
  }

  /// What a run with a cache is taken for that has another one.
  static let caches:
    [(rule: String, about: String, believed: @Sendable (inout RunSpecification) -> Void)] = [
      ("S9", "no cache", { $0.pipeline.stages[0].cache = nil }),
      ("S9", "a cold cache", { $0.pipeline.stages[0].cache!.warm = 0 }),
      ("S9", "a full cache", { $0.pipeline.stages[0].cache!.warm = 1 }),
      ("S9", "other contents", { $0.pipeline.stages[0].cache!.keys = 41 }),
      ("S9", "contents all alike", { $0.pipeline.stages[0].cache!.skew = 0 }),
      ("S9", "slower hits", { $0.pipeline.stages[0].cache!.hit *= 2 }),
      ("S9", "a shorter flush", { $0.faults[$0.faults.count - 1].duration = .millisecond }),
    ]

  @Test("A run with a cache that was to be another one breaks its rule", arguments: caches.indices)
  func wrongCache(index: Int) throws {
    let run = try ObservedRun(ObservedRun.cached())
    #expect(run.brokenRule() == nil)
    #expect(try ObservedRun(ObservedRun.cached(fillOnTimeout: true)).brokenRule() == nil)
    let belief = Self.caches[index]
    var believed = ObservedRun.cached()
    belief.believed(&believed)
    #expect(run.brokenRule(believing: believed) == belief.rule, "\(belief.about)")
  }

  /// Rules that events break which have been tampered with.
  static let corruptions:
    [(rule: String, what: String, change: @Sendable (inout ObservedRun) -> Void)] = [
      ("T1", "time goes back", { $0.events[$0.events.count / 2].time -= .second }),
      ("J1", "an accepted job is not told", { $0.events.remove(at: $0.place(of: .accepted, 9)) }),
      (
        "J2", "a job is completed twice",
        {
          let place = $0.place(of: .completed, 5)
          $0.events.insert($0.events[place], at: place + 1)
        }
      ),
      ("J2", "a completion is not told", { $0.events.remove(at: $0.place(of: .completed, 5)) }),
      (
        "J2", "a dead letter is dispatched",
        {
          let failed = $0.events[$0.place(of: .failed)]
          let place = $0.place(of: .dispatched, 100)
          $0.events[place].job = failed.job
        }
      ),
      (
        "J2", "a failure has no consequence",
        { $0.events.remove(at: $0.place(of: .retryScheduled)) }
      ),
      (
        "Q1", "two jobs change places",
        {
          let (a, b) = ($0.place(of: .dispatched, 60), $0.place(of: .dispatched, 61))
          let job = $0.events[a].job
          $0.events[a].job = $0.events[b].job
          $0.events[b].job = job
        }
      ),
      (
        "Q1", "a retried job's priority is lost",
        { run in
          let job = run.events[run.place(of: .shed)].job
          run.events[run.events.firstIndex { $0.kind == .accepted && $0.job == job }!].priority = 7
        }
      ),
      (
        "Q3", "a job comes back late",
        { run in
          let place = run.place(of: .returned)
          var event = run.events.remove(at: place)
          event.time += 1
          run.events.insert(event, at: run.events.firstIndex { $0.time > event.time }!)
        }
      ),
      (
        "S2", "a job is taken out of its turn",
        { run in
          let places = run.events.indices.filter {
            run.events[$0].kind == .started && run.events[$0].stage == 0
          }
          let first = places.first { run.events[$0 + 1].kind == .started }!
          run.events.swapAt(first, first + 1)
        }
      ),
      (
        "S2", "a batch ends in parts",
        { run in
          let place = run.events.indices.first {
            run.events[$0].kind == .succeeded && run.events[$0 + 1].kind == .succeeded
              && run.events[$0].stage == 0
          }!
          run.events.remove(at: place + 1)
        }
      ),
      (
        "S4", "a blocked worker passes on out of turn",
        { run in
          let place = run.place(of: .passed)
          run.events[place].worker = 1 - run.events[place].worker!
        }
      ),
      (
        "F1", "an attempt is not counted",
        { run in
          run.events[run.place(of: .retryScheduled, 3)].attempt! -= 1
        }
      ),
      (
        "F5", "a breaker's opening is not told",
        { run in
          run.events.remove(at: run.place(of: .breaker))
        }
      ),
      (
        "liveness", "a run stops in the middle",
        { run in
          let end = run.events.firstIndex { $0.time > .second }!
          run.result.elapsed = run.events[end - 1].time
          run.events.removeSubrange(end...)
        }
      ),
      (
        "J2", "the books count a completion too many",
        { run in
          let place = run.result.metrics.firstIndex { $0.name == "completed" }!
          run.result.metrics[place].value += 1
        }
      ),
      ("self-check", "a self-check does not hold", { $0.result.checks[1].holds = false }),
    ]

  @Test("Events that were tampered with break a rule", arguments: corruptions.indices)
  func corruption(index: Int) throws {
    let corruption = Self.corruptions[index]
    var run = try ObservedRun(ObservedRun.busy())
    corruption.change(&run)
    #expect(run.brokenRule() == corruption.rule, "\(corruption.what)")
  }

  @Test("Q2: a source that goes on before its turn, or waits for nothing, is seen")
  func sources() throws {
    let run = try ObservedRun(ObservedRun.blocking())
    var tampered = run
    let blocked = run.events.indices.filter { run.events[$0].kind == .sourceBlocked }
    tampered.events[blocked[0]].kind = .rejected
    #expect(tampered.brokenRule() == "Q2")
    var believed = run.specification
    believed.pipeline.queue.capacity = 8
    #expect(run.brokenRule(believing: believed) == "Q2")
  }

  @Test("S4: a worker that stays blocked although there is room is seen")
  func blockedWorkers() throws {
    var specification = ObservedRun.blocking()
    // Without jobs that wait in the queue for the same room.
    specification.pipeline.retry.resume = .start
    let run = try ObservedRun(specification)
    #expect(run.brokenRule() == nil)
    specification.pipeline.stages[1].buffer = 2
    #expect(run.brokenRule(believing: specification) == "S4")
  }
}
