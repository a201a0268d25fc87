import HeadgateCore
import HeadgateLab
import Testing

/// What a load's factor does to each kind of workload.
struct LoadScalingTests {
  private static func specification(
    _ arrivals: ArrivalProcess..., limits: LoadLimits = LoadLimits(duration: 10 * .second)
  ) -> RunSpecification {
    RunSpecification(
      seed: 1,
      pipeline: PipelineSettings(
        stages: [StageSettings(name: "embed", workers: 1, service: ServiceSettings())]),
      workloads: arrivals.map {
        WorkloadSettings(
          name: "bulk", arrivals: $0,
          phases: [PhaseSettings(name: "ramp", rate: 2, endRate: 6, duration: 10 * .second)])
      }, limits: limits)
  }

  @Test("Open arrivals come at so many times the rate, over the same stretches of time")
  func open() {
    for arrivals in [ArrivalProcess.poisson, .constant, .gamma(cv: 2)] {
      let scaled = Self.specification(arrivals).loaded(by: 1.5)
      #expect(
        scaled.workloads[0].phases
          == [PhaseSettings(name: "ramp", rate: 3, endRate: 9, duration: 10 * .second)])
      #expect(scaled.limits == LoadLimits(duration: 10 * .second))
    }
  }

  @Test("Closed clients are so many times as many, rounded, never none")
  func closed() {
    let specification = Self.specification(.closed(clients: 3, thinkTime: .zero))
    for (factor, clients) in [(0.01, 1), (0.5, 2), (1, 3), (2.49, 7)] {
      #expect(
        specification.loaded(by: factor).workloads[0].arrivals
          == .closed(clients: clients, thinkTime: .zero))
    }
  }

  @Test("A burst holds so many times the jobs, and the run ends after them")
  func burst() {
    let limits = LoadLimits(items: 100, warmup: .second)
    let scaled = Self.specification(.burst(items: 100, at: .second), limits: limits)
      .loaded(by: 2.5)
    #expect(scaled.workloads[0].arrivals == .burst(items: 250, at: .second))
    #expect(scaled.limits == LoadLimits(items: 250, warmup: .second))
    #expect(
      Self.specification(.poisson, limits: limits).loaded(by: 2).limits == limits)
  }

  @Test("A recording goes so many times as fast, and so does the time that is its own")
  func recorded() {
    let trace = ArrivalProcess.trace([
      TraceEntry(at: 2 * .second, size: 7), TraceEntry(at: 8 * .second),
    ])
    let faster = ArrivalProcess.trace([
      TraceEntry(at: .second, size: 7), TraceEntry(at: 4 * .second),
    ])
    let limits = LoadLimits(duration: 10 * .second, warmup: 2 * .second)
    let alone = Self.specification(trace, limits: limits).loaded(by: 2)
    #expect(alone.workloads[0].arrivals == faster)
    #expect(alone.limits == LoadLimits(duration: 5 * .second, warmup: .second))
    let beside = Self.specification(trace, .poisson, limits: limits).loaded(by: 2)
    #expect(beside.workloads[0].arrivals == faster)
    #expect(beside.limits == limits)
  }

  @Test("The scenario's own load is the scenario")
  func own() {
    let specification = Self.specification(.poisson, .closed(clients: 3, thinkTime: .zero))
    #expect(specification.loaded(by: 1) == specification)
  }
}
