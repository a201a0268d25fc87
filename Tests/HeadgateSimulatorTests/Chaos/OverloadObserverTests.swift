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
}
