import HeadgateCore
import HeadgateModel
import Testing

@Suite("Load limits (rules N1, N2)")
struct LoadLimitTests {
  @Test("Arrivals are offered before the duration's end, and none at it")
  func duration() throws {
    let run = try TraceRun(.short(limits: LoadLimits(duration: 10 * .second)))
    #expect(run.times("accepted") == (0..<100).map { $0 * 100 * .millisecond })
    #expect(run.result.metric("offered") == 100)
    #expect(run.result.metric("throughput") == 10)
    #expect(run.result.elapsed == 10 * .second)
  }

  @Test("Load ends after so many measured jobs: those of the warm-up come on top")
  func items() throws {
    let run = try TraceRun(
      .short(limits: LoadLimits(items: 50, warmup: 5 * .second)))
    #expect(run.lines("accepted").count == 100)
    #expect(run.result.metric("offered") == 50)
    #expect(run.result.metric("completed") == 50)
    #expect(run.result.elapsed == 9_910 * .millisecond)
  }

  @Test("Items count over all workloads together")
  func itemsOfSeveralWorkloads() throws {
    let result = try simulate(
      .short(
        workloads: [
          .short("a", rate: 10), .short("b", .closed(clients: 2, thinkTime: .constant(1e9))),
        ],
        limits: LoadLimits(items: 77)))
    #expect(result.metric("offered") == 77)
    #expect(result.metric("completed") == 77)
  }

  @Test("The earlier of duration and items ends the load")
  func durationAndItems() throws {
    let byItems = try simulate(.short(limits: LoadLimits(duration: 10 * .second, items: 30)))
    #expect(byItems.metric("offered") == 30)
    let byTime = try simulate(.short(limits: LoadLimits(duration: 2 * .second, items: 30)))
    #expect(byTime.metric("offered") == 20)
  }

  @Test("Jobs are left out by their intended arrival, however late they are served")
  func warmup() throws {
    // Each job takes 3 s: those of the first 5 s are still served long after the warm-up.
    let result = try simulate(
      .short(
        stages: [.short(time: .constant(3e9))], workloads: [.short(rate: 1)],
        limits: LoadLimits(duration: 10 * .second, warmup: 5 * .second)))
    #expect(result.metric("offered") == 5)
    #expect(result.metric("completed") == 5)
    // Job k of ten waits 2 s more than the one before: 3 + 2k s, k from 5 to 9.
    #expect(result.metric("latency.mean") == 17)
    #expect(result.metric("latency.max") == 21)
  }

  @Test("A blocked job that was meant for the warm-up is not measured when it gets in after it")
  func warmupOfBlockedJobs() throws {
    let result = try simulate(
      .short(
        stages: [.short(buffer: 0, time: .constant(3e9))],
        queue: QueueSettings(capacity: 0, onFull: .block), workloads: [.short(rate: 1)],
        limits: LoadLimits(duration: 6 * .second, warmup: 2 * .second)))
    // Six jobs one after another, 3 s each; the third to sixth are meant for 2, 3, 4 and 5 s.
    #expect(result.metric("offered") == 4)
    #expect(result.metric("latency.max") == 13.0)
    // The sources hold them for 4, 6, 8 and 10 s.
    #expect(result.metric("time.source") == 7.0)
  }

  @Test("What is in flight when the drain's time is over is reported as such")
  func drainTimeout() throws {
    let result = try simulate(
      .short(
        stages: [.short(time: .constant(1e9))],
        limits: LoadLimits(duration: 10 * .second, drainTimeout: 20 * .second)))
    // A hundred jobs come in ten seconds; at 30 s the 30th ends.
    #expect(result.elapsed == 30 * .second)
    #expect(result.metric("completed") == 30)
    #expect(result.inFlight == 70)
    #expect(result.metric("inFlight") == 70)
  }

  @Test("A pipeline that drains in time leaves nothing in flight and ends with its last job")
  func drained() throws {
    let result = try simulate(
      .short(
        stages: [.short(time: .constant(1e9))],
        limits: LoadLimits(duration: 10 * .second, drainTimeout: 90 * .second)))
    #expect(result.elapsed == 100 * .second)
    #expect(result.inFlight == 0)
  }

  @Test("What a blocked source never got to submit counts as offered")
  func blockedSourcesCountAsOffered() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(buffer: 0, time: .constant(4e9))],
        queue: QueueSettings(capacity: 1, onFull: .block),
        limits: LoadLimits(duration: 10 * .second, drainTimeout: .second)))
    #expect(run.result.metric("offered") == 100)
    #expect(run.lines("accepted").count == 4)
    #expect(run.result.metric("completed") == 2)
    #expect(run.result.metric("inFlight") == 98)
  }
}
