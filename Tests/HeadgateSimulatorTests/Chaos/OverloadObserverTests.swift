import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite("The observer of an overloaded run")
struct OverloadObserverTests {
  /// `ObservedRun.busy` with more that can go wrong.
  private static func run(
    _ change: (inout RunSpecification) -> Void
  ) throws -> ObservedRun {
    var specification = ObservedRun.busy()
    change(&specification)
    let run = try ObservedRun(specification)
    #expect(run.brokenRule() == nil)
    return run
  }

  /// The rule that a run breaks if it was meant to have been set up otherwise.
  private static func broken(
    _ run: ObservedRun, _ change: (inout RunSpecification) -> Void
  ) -> String? {
    var believed = run.specification
    change(&believed)
    return run.brokenRule(believing: believed)
  }

  @Test("F7: a worker that deals with failures for too long, or with too many, is seen")
  func handling() throws {
    let handling = HandlingSettings(time: 4 * .millisecond, perSecond: 20)
    let run = try Self.run { $0.pipeline.stages[0].handling = handling }
    #expect(run.events.count { $0.kind == .handled } > 5)
    #expect(Self.broken(run) { $0.pipeline.stages[0].handling!.time = .millisecond } == "F7")
    #expect(Self.broken(run) { $0.pipeline.stages[0].handling!.time = 9 * .millisecond } == "F7")
    #expect(Self.broken(run) { $0.pipeline.stages[0].handling!.perSecond = 10 } == "F7")
    #expect(Self.broken(run) { $0.pipeline.stages[0].handling = nil } == "S2")
    var tampered = run
    tampered.events.remove(at: run.place(of: .handled))
    #expect(tampered.brokenRule() == "F7")
  }

  @Test("S7: a batch that takes another time than the jobs in the pipeline say is seen")
  func pressure() throws {
    let pressure = PressureSettings(from: 3, to: 20, slowdown: 3)
    let run = try Self.run { $0.pipeline.stages[1].pressure = pressure }
    #expect(Self.broken(run) { $0.pipeline.stages[1].pressure!.from = 4 } == "S7")
    #expect(Self.broken(run) { $0.pipeline.stages[1].pressure!.to = 21 } == "S7")
    #expect(Self.broken(run) { $0.pipeline.stages[1].pressure!.slowdown = 3.5 } == "S7")
    #expect(Self.broken(run) { $0.pipeline.stages[1].pressure = nil } == "S3")
    var tampered = run
    tampered.specification.pipeline.stages[1].service.perItem = .constant(6_000_001)
    #expect(tampered.brokenRule() == "S7")
  }

  @Test("F8: leases that run out early, late or not at all are seen")
  func leases() throws {
    let run = try Self.run {
      $0.pipeline.stages[1].workers = 4
      $0.pipeline.stages[1].service.perItem = .exponential(mean: 200e6)
      $0.pipeline.heartbeat = .every(10 * .millisecond)
      $0.faults.append(
        FaultSettings(
          at: 1200 * .millisecond, duration: 300 * .millisecond, stage: 0, effect: .heartbeatsLost))
    }
    #expect(run.events.contains { $0.kind == .reclaimed })
    let last = run.specification.faults.count - 1
    #expect(Self.broken(run) { $0.pipeline.heartbeat = nil } == "F8")
    #expect(Self.broken(run) { $0.pipeline.heartbeat = .never } == "F8")
    #expect(Self.broken(run) { $0.pipeline.heartbeat = .every(4 * .millisecond) } == "F8")
    #expect(Self.broken(run) { $0.faults.remove(at: last) } == "F8")
    #expect(Self.broken(run) { $0.faults[last].at -= 15 * .millisecond } == "F8")
    var tampered = run
    tampered.events.remove(at: run.place(of: .reclaimed))
    #expect(tampered.brokenRule() != nil)
  }
}
