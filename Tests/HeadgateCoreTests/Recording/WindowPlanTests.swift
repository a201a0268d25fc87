import HeadgateCore
import Testing

@Suite("Where windows are cut")
struct WindowPlanTests {
  @Test(
    "Cuts fall every length from the start; a rest is a window from half of one on",
    arguments: [
      (10, 40, 10, [20, 30, 40]),
      (10, 45, 10, [20, 30, 40, 45]),
      (10, 44, 10, [20, 30, 44]),
      (0, 5, 3, [3, 5]),
      (0, 4, 3, [4]),
      (0, 10, 7, [10]),
      (0, 11, 7, [7, 11]),
      (0, 10, 10, [10]),
      (0, 4, 10, [4]),
      (0, 9, 10, [9]),
    ] as [(Nanoseconds, Nanoseconds, Nanoseconds, [Nanoseconds])])
  func ends(
    start: Nanoseconds, end: Nanoseconds, length: Nanoseconds, expected: [Nanoseconds]
  ) {
    let plan = WindowPlan(start: start, end: end, length: length)
    #expect((0..<plan.count).map(plan.end) == expected)
    // Every moment is in the window whose end is the first after it.
    for moment in start..<end {
      #expect(plan.index(of: moment) == expected.firstIndex { moment < $0 })
    }
  }

  @Test("There is a plan for each length, and it keeps the latencies that are asked for")
  func plans() {
    func figure(_ metric: String, _ length: Nanoseconds) -> WindowFigure {
      WindowFigure(name: metric, metric: metric, length: length, extreme: .largest)
    }
    let figures = [
      figure("latency.p99", 3), figure("throughput", 5), figure("latency.uncorrected.max", 3),
      figure("latency.uncorrected.mean", 4), figure("time.queue", 4),
    ]
    func plans(_ limits: LoadLimits) -> [WindowPlan] {
      RecordingPlan(
        RunSpecification(
          seed: 1, pipeline: .chain(.stage()), workloads: [], limits: limits,
          windowFigures: figures)
      ).windows
    }
    #expect(
      plans(LoadLimits(duration: 20, warmup: 2)) == [
        WindowPlan(start: 2, end: 20, length: 3, keepsCounts: false),
        WindowPlan(
          start: 2, end: 20, length: 5, keepsCounts: false, keepsLatency: false,
          keepsUncorrected: false),
        WindowPlan(start: 2, end: 20, length: 4, keepsLatency: false),
      ])
    #expect(plans(LoadLimits(duration: 20, items: 5)) == [])
    #expect(plans(LoadLimits(items: 5)) == [])
    #expect(plans(LoadLimits(duration: 20, warmup: 20)) == [])
  }
}
