import HeadgateCore
import Testing

@Suite("A run's books (rules J2, J3, N2, Metrics)")
struct RecorderTests {
  @Test("N2: jobs meant for the warm-up are in no statistic, and in every total")
  func warmup() {
    let h = PipelineHarness(
      .chain(.stage(workers: 9)), plan: RecordingPlan(warmup: 100))
    h.submit()
    h.advance(to: 99)
    h.submit()
    h.advance(to: 100)
    h.submit()
    h.advance(to: 130)
    for job in UInt64(0)..<3 { h.finish(job) }
    h.pipeline.finish(at: h.now)
    let all = h.pipeline.recorder.overall.pointee
    #expect(all.offered == 1)
    #expect(all.completed == 1)
    #expect(all.latency.sum == 30)
    #expect(h.ended.completed == 3)
    #expect(h.pipeline.recorder.run.system.integral == 130 + 31 + 30)
    #expect(h.pipeline.recorder.window.system.integral == 3 * 30)
  }

  @Test("What happens at the very end of a run is counted, also where a step of the series ends")
  func lastMoment() {
    let phases = [PhaseWindow(name: "p", start: 0, end: .never)]
    let h = PipelineHarness(.chain(.stage()), plan: RecordingPlan(step: 50, phases: phases))
    for _ in 0..<2 { h.submit() }
    h.advance(to: 30)
    h.finish(0)
    h.advance(to: 100)
    h.finish(1)
    h.pipeline.finish(at: h.now)
    #expect(h.pipeline.recorder.run.completed == 2)
    #expect(h.pipeline.recorder.window.completed == 2)
    #expect(h.pipeline.recorder.phases[0].completed == 2)
    #expect(h.pipeline.recorder.run.duration == 100)
  }

  @Test("Little's law holds to the nanosecond at any moment, with jobs in flight too")
  func littlesLaw() {
    let h = PipelineHarness(
      .chain(.stage(), retry: .every(13)), plan: RecordingPlan(step: 7))
    for time in [0, 3, 3, 10, 31] as [Nanoseconds] {
      h.advance(to: time)
      h.submit()
    }
    h.finish(0, failing: [0: .transient])
    h.advance(to: 50)
    h.finish(h.jobs(.inService)[0])
    h.advance(to: 61)
    h.pipeline.finish(at: 61)
    let recorder = h.pipeline.openSojourn(at: 61) + h.pipeline.recorder.sojourn
    #expect(h.pipeline.recorder.run.system.integral == recorder)
  }

  @Test("A job's time is split into parts by where it was, to the nanosecond")
  func timeParts() {
    let h = PipelineHarness(
      .chain(
        .stage("a", buffer: 0), .stage("b", buffer: 0), capacity: 1, retry: .every(20)))
    for _ in 0..<4 { h.submit() }
    h.advance(to: 5)
    h.finish(0)  // 0 at b, 1 at a, 2 is let in
    h.advance(to: 7)
    h.finish(1)  // 1 is blocked
    h.advance(to: 12)
    h.finish(0)  // 1 at b, 2 at a, 3 is let in
    h.advance(to: 15)
    h.finish(1, failing: [1: .transient])
    h.advance(to: 35)  // 1 goes on at b
    h.advance(to: 40)
    h.finish(1)
    h.finish(2)
    h.advance(to: 45)
    h.finish(2)
    h.finish(3)
    h.advance(to: 50)
    h.finish(3)
    func total(_ part: TimePart) -> Double {
      h.pipeline.recorder.overall.pointee.meanPart(part)! * 4
    }
    // 2 waited until 5, 3 until 12.
    #expect(total(.source) == 17)
    // 1 waited 0 to 5, 2 waited 5 to 12, 3 waited 12 to 40.
    #expect(total(.queue) == 40)
    #expect(total(.blocked) == 5)
    #expect(total(.backoff) == 20)
    // 0: 5 + 7; 1: 2 + 3 + 5; 2: 28 + 5; 3: 5 + 5.
    #expect(total(.service) == 65)
    #expect(h.pipeline.recorder.overall.pointee.latency.sum == 12 + 40 + 45 + 50)
  }

  @Test("Attempts and retry amplification count dispatches")
  func retryAmplification() {
    let h = PipelineHarness(.chain(.stage(workers: 2), retry: .every(10)))
    for _ in 0..<2 { h.submit() }
    h.finish(0, failing: [0: .transient])
    h.advance(to: 10)
    h.finish(0)
    h.finish(1)
    #expect(h.pipeline.recorder.overall.pointee.retryAmplification == 1.5)
    #expect(h.pipeline.recorder.stage(0).pointee.transient == 1)
    #expect(h.pipeline.recorder.stage(0).pointee.succeeded == 2)
  }

  @Test("A series has at most 4,096 points: past that its step doubles, and rates are averaged")
  func seriesDoubles() {
    let h = PipelineHarness(.chain(.stage()), plan: RecordingPlan(step: 10))
    // One completed job in every second step.
    for step in Nanoseconds(0)..<5000 {
      h.advance(to: step * 10 + 1)
      if step % 2 == 0 {
        h.submit()
        h.finish(h.jobs(.inService)[0])
      }
    }
    h.advance(to: 50_000)
    h.pipeline.finish(at: 50_000)
    let series = h.pipeline.recorder.series
    #expect(series.step == 20)
    let completed = series.lines.first { $0.name == "completed" }!.values
    #expect(completed == Array(repeating: 1 / 20e-9, count: 2500))
  }

  @Test("Decisions are kept up to their bound, and counted beyond it")
  func decisions() {
    let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10)
    let h = PipelineHarness(
      .chain(.stage(), controller: control), plan: RecordingPlan(keptDecisions: 2))
    h.advance(to: 30)
    #expect(h.pipeline.recorder.decisionCount == 3)
    #expect(h.pipeline.recorder.decisions.map(\.time) == [10, 20])
    #expect(
      h.pipeline.recorder.decisions.map(\.change) == [
        .multiplier(from: 1, to: 1.2, reason: .depthRatio(0)),
        .multiplier(from: 1.2, to: 1.44, reason: .depthRatio(0)),
      ])
    h.pipeline.finish(at: 35)
    // 10 ns each at 1, 1.2, 1.44, and 5 ns at 1.728.
    let integral = h.pipeline.recorder.run.multiplier.integral
    #expect((integral - (10 + 12 + 14.4 + 8.64)).magnitude < 1e-12)
  }
}
