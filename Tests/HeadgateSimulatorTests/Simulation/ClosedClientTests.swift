import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Closed clients")
struct ClosedClientTests {
  private static func clients(
    _ count: Int, think: Distribution = .constant(1e9)
  ) -> [WorkloadSettings] {
    [
      WorkloadSettings(
        name: "clients", arrivals: .closed(clients: count, thinkTime: think))
    ]
  }

  @Test("A client submits one think time after its last job was completed, and first after one")
  func completed() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(time: .constant(0.5e9))], workloads: Self.clients(1),
        limits: LoadLimits(duration: 6 * .second)))
    #expect(run.times("accepted") == [1000, 2500, 4000, 5500].map { $0 * .millisecond })
    #expect(run.result.metric("latency.max") == 0.5)
  }

  @Test("A rejected client thinks, too")
  func rejected() throws {
    // The first of two takes the only place for 10 s; the other is turned away each second.
    let run = try TraceRun(
      .short(
        stages: [.short(buffer: 0, time: .constant(10e9))],
        queue: QueueSettings(capacity: 0, onFull: .reject), workloads: Self.clients(2),
        limits: LoadLimits(duration: 9500 * .millisecond)))
    #expect(run.times("rejected") == (1...9).map { $0 * .second })
    #expect(run.result.metric("completed") == 1)
  }

  @Test("A dead letter ends its client's wait")
  func failed() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(time: .constant(1e9), failures: FailureSettings(permanent: 1))],
        workloads: Self.clients(1), limits: LoadLimits(duration: 6 * .second)))
    #expect(run.times("accepted") == [1, 3, 5].map { $0 * .second })
    #expect(run.result.metric("failed") == 3)
  }

  @Test("No more jobs are in the system than there are clients")
  func neverMoreThanClients() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(time: .exponential(mean: 0.2e9))],
        workloads: Self.clients(7, think: .exponential(mean: 0.1e9)),
        limits: LoadLimits(duration: 60 * .second)))
    var (inSystem, most) = (0, 0)
    for line in run.lines {
      if line.event == "accepted" { inSystem += 1 }
      if line.event == "completed" { inSystem -= 1 }
      most = max(most, inSystem)
    }
    #expect(most == 7)
    #expect(inSystem == 0)
  }

  @Test("Nobody submits once the load has ended")
  func loadEnd() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(time: .constant(0.7e9))], workloads: Self.clients(3),
        limits: LoadLimits(duration: 20 * .second)))
    #expect(run.times("accepted").allSatisfy { $0 < 20 * .second })
    #expect(run.result.elapsed < 22 * .second)
    #expect(run.result.inFlight == 0)
  }

  @Test("A blocked client's latency runs from its submission")
  func blocked() throws {
    let run = try TraceRun(
      .short(
        stages: [.short(buffer: 0, time: .constant(2e9))],
        queue: QueueSettings(capacity: 0, onFull: .block), workloads: Self.clients(2),
        limits: LoadLimits(duration: 2 * .second)))
    // Both submit at 1 s; the second waits at the source until 3 s.
    #expect(run.times("accepted") == [.second, 3 * .second])
    #expect(run.result.metric("latency.max") == 4)
    #expect(run.result.metric("latency.uncorrected.max") == 2)
  }
}
