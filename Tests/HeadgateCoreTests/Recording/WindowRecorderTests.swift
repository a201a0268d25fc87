import HeadgateCore
import Testing

@Suite("Windows of a run")
struct WindowRecorderTests {
  private static func harness(
    _ windows: [WindowPlan], warmup: Nanoseconds = 0, loadEnd: Nanoseconds,
    _ settings: PipelineSettings = .chain(.stage(workers: 9))
  ) -> PipelineHarness {
    PipelineHarness(
      settings, plan: RecordingPlan(warmup: warmup, loadEnd: loadEnd, windows: windows))
  }

  @Test("A job is in the window of its intended arrival, whenever it comes, goes or ends")
  func jobsOfWindows() {
    let h = Self.harness(
      [WindowPlan(start: 10, end: 40, length: 10)], warmup: 10, loadEnd: 40)
    h.advance(to: 9)
    h.submit()  // in the warm-up
    h.advance(to: 10)
    h.submit()
    h.advance(to: 19)
    h.submit()
    h.advance(to: 30)
    h.submit(intended: 29)  // its source came late
    h.submit()
    h.finish(0)
    h.finish(1)
    h.advance(to: 50)
    h.finish(2)
    h.finish(3)
    h.finish(4, failing: [4: .permanent])
    h.pipeline.finish(at: h.now)
    let windows = h.pipeline.recorder.window(0).pointee
    let tallies = (0..<windows.count).map { windows.tally($0).pointee }
    #expect(tallies.map(\.jobs.offered) == [2, 1, 1])
    #expect(tallies.map(\.jobs.completed) == [2, 1, 0])
    #expect(tallies.map(\.jobs.failed) == [0, 0, 1])
    #expect(tallies.map(\.jobs.dispatchedJobs) == [2, 1, 1])
    let latencies: [Int128] = [51, 21, 0]
    #expect(tallies.map(\.latency.sum) == latencies)
    let uncorrected: [Int128] = [51, 20, 0]
    #expect(tallies.map(\.uncorrected.sum) == uncorrected)
    // Those that ended in the drain, and the one of the warm-up, are in no window's flow.
    #expect(tallies.map(\.scope.completed) == [0, 0, 1])
    #expect(tallies.map(\.scope.accepted) == [2, 0, 2])
  }

  @Test("A job that its source never got to submit is in its window all the same")
  func unsubmitted() {
    let h = Self.harness([WindowPlan(end: 20, length: 10)], loadEnd: 20)
    h.pipeline.recorder.offeredUnsubmitted(
      JobArrival(entity: 0, intended: 15), isMeasured: true)
    let windows = h.pipeline.recorder.window(0).pointee
    #expect((0..<2).map { windows.tally($0).pointee.jobs.offered } == [0, 1])
  }

  @Test("Figures of time are those of each window's stretch, to the nanosecond")
  func levels() {
    let h = Self.harness(
      [WindowPlan(start: 10, end: 44, length: 10), WindowPlan(start: 10, end: 44, length: 20)],
      warmup: 10, loadEnd: 44, .chain(.stage(), capacity: 9))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 12)
    h.finish(0)
    h.advance(to: 25)
    h.submit()
    h.finish(1)
    h.finish(2)
    h.advance(to: 60)
    h.finish(3)
    h.pipeline.finish(at: h.now)
    func scopes(_ i: Int) -> [ScopeTotals] {
      let windows = h.pipeline.recorder.window(i).pointee
      return (0..<windows.count).map { windows.tally($0).pointee.scope }
    }
    // 10 to 20, 20 to 30, and 30 to 44 with the rest that is shorter than half.
    #expect(scopes(0).map(\.duration) == [10, 10, 14])
    // 3 for 2 and 2 for 8; 2 for 5 and 1 for 5; 1 for 14.
    let areas: [Int128] = [22, 15, 14]
    #expect(scopes(0).map(\.system.integral) == areas)
    #expect(scopes(0).map(\.system.maximum) == [3, 3, 1])
    #expect(scopes(0).map(\.stages[0].busy.integral) == [10, 10, 14])
    #expect(scopes(1).map(\.duration) == [20, 14])
    let longAreas: [Int128] = [37, 14]
    #expect(scopes(1).map(\.system.integral) == longAreas)
  }

  @Test("The multiplier's figures are those of each window's stretch")
  func multiplier() {
    let control = ControllerSettings(
      rate: 1e9, burst: 100, increase: 2, maxMultiplier: 4, interval: 12)
    let h = Self.harness(
      [WindowPlan(start: 8, end: 40, length: 16)], warmup: 8, loadEnd: 40,
      .chain(.stage(), controller: control))
    h.advance(to: 40)
    h.pipeline.finish(at: 40)
    let windows = h.pipeline.recorder.window(0).pointee
    let scopes = (0..<2).map { windows.tally($0).pointee.scope.multiplier }
    // 1 up to 12, 2 up to 24, which the second window begins with, and 4 from then on.
    let areas = [28.0, 64.0]
    #expect(scopes.map(\.integral) == areas)
    #expect(scopes.map(\.minimum) == [1, 2])
    #expect(scopes.map(\.maximum) == [2, 4])
    #expect(scopes.map(\.changes) == [1, 1])
  }

  @Test("Every other figure is the same to the last bit, whatever windows there are")
  func othersUntouched() {
    func run(_ windows: [WindowPlan]) -> PipelineHarness {
      let control = ControllerSettings(rate: 0.3e9, burst: 3, interval: 7)
      let phases = [
        PhaseWindow(name: "a", start: 0, end: 31), PhaseWindow(name: "b", start: 31, end: .never),
      ]
      let h = PipelineHarness(
        .chain(.stage(), capacity: 20, retry: .every(13), controller: control),
        plan: RecordingPlan(
          warmup: 5, loadEnd: 90, step: 20, phases: phases, windows: windows))
      for job in UInt64(0)..<12 {
        h.advance(to: Nanoseconds(job) * 8 + 1)
        h.submit()
        for running in h.jobs(.inService) where running % 3 == 0 {
          h.finish(running, failing: running == 3 ? [3: .transient] : [:])
        }
        for running in h.jobs(.inService) { h.finish(running) }
      }
      h.advance(to: 120)
      h.pipeline.finish(at: 120)
      return h
    }
    let bare = run([])
    let cut = run([
      WindowPlan(start: 5, end: 90, length: 3), WindowPlan(start: 5, end: 90, length: 7),
    ])
    #expect(bare.pipeline.recorder.decisionCount > 3)
    #expect(cut.pipeline.recorder.digest.hexadecimal == bare.pipeline.recorder.digest.hexadecimal)
    let series = cut.pipeline.recorder.series.lines.map(\.values)
    #expect(series == bare.pipeline.recorder.series.lines.map(\.values))
    func scopes(_ h: PipelineHarness) -> [ScopeTotals] {
      [h.pipeline.recorder.run, h.pipeline.recorder.window] + h.pipeline.recorder.phases
    }
    for (a, b) in zip(scopes(bare), scopes(cut)) {
      #expect(a.duration == b.duration && a.system == b.system && a.queue == b.queue)
      #expect(a.accepted == b.accepted && a.completed == b.completed)
      #expect(a.stages[0].busy == b.stages[0].busy)
      #expect(a.multiplier.integral == b.multiplier.integral)
      #expect(a.multiplier.changes == b.multiplier.changes)
    }
  }
}
