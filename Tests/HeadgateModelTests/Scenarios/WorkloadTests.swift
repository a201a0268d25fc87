import HeadgateCore
import HeadgateModel
import Testing

@Suite struct WorkloadTests {
  private func workload(_ changes: [Int: String]) throws -> WorkloadSettings {
    try Sample.variant(changes).specification.workloads[0]
  }

  @Test func `a workload that says little has one priority and chapters of 4 KiB`() throws {
    #expect(
      try workload([:])
        == WorkloadSettings(
          name: "bulk", priorities: [WeightedPriority(priority: 0)], arrivals: .poisson,
          phases: [PhaseSettings(name: "hold", rate: 20, duration: 600 * .second)],
          chapters: .size(.constant(4096))))
  }

  @Test func `phases go from a rate to a rate, and are named in order`() throws {
    let phases = try workload([
      7: "    phases: [{rate: 60/m, to: 3/s, for: 1s}, {name: end, rate: 0/s, for: 2s}]"
    ]).phases
    #expect(
      phases == [
        PhaseSettings(name: "phase1", rate: 1, endRate: 3, duration: .second),
        PhaseSettings(name: "end", rate: 0, duration: 2 * .second),
      ])
  }

  @Test(arguments: [
    ("constant", ArrivalProcess.constant), ("poisson", .poisson),
    ("{gamma: {cv: 2.5}}", .gamma(cv: 2.5)),
  ])
  func `open arrivals are read`(_ text: String, _ arrivals: ArrivalProcess) throws {
    #expect(try workload([6: "    arrivals: \(text)"]).arrivals == arrivals)
  }

  @Test func `closed clients think, or do not`() throws {
    #expect(
      try workload([
        6: "    arrivals: {closed: {clients: 4, thinkTime: {exponential: {mean: 500ms}}}}", 7: "",
      ]).arrivals == .closed(clients: 4, thinkTime: .exponential(mean: 500e6)))
    #expect(
      try workload([6: "    arrivals: {closed: {clients: 4}}", 7: ""]).arrivals
        == .closed(clients: 4, thinkTime: .zero))
  }

  @Test func `phases of closed clients only name stretches of time`() throws {
    let phases = try workload([
      6: "    arrivals: {closed: {clients: 4}}", 7: "    phases: [{name: early, for: 1m}]",
    ]).phases
    #expect(phases == [PhaseSettings(name: "early", rate: 0, duration: 60 * .second)])
  }

  @Test func `priorities are one, or several by weight in order`() throws {
    #expect(
      try workload([6: "    arrivals: poisson\n    priority: -7"]).priorities
        == [WeightedPriority(priority: -7)])
    #expect(
      try workload([6: "    arrivals: poisson\n    priority: {weights: {10: 20%, -1: 3}}"])
        .priorities
        == [WeightedPriority(priority: -1, weight: 3), WeightedPriority(priority: 10, weight: 0.2)])
  }

  @Test func `a phase of one name at two times is warned of`() throws {
    let more = "  - {name: more, arrivals: constant, phases: [{name: hold, rate: 1/s, for: 4m}]}"
    let scenario = try Sample.load([7: Sample.lines[6] + "\n" + more])
    #expect(
      scenario.warnings.map(\.description) == [
        "sample.yaml:5:3: the phase \"hold\" stands for different times in different workloads; "
          + "name phases apart to select them"
      ])
  }
}
