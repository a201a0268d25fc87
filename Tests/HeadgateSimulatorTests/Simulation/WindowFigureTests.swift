import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Figures over windows")
struct WindowFigureTests {
  private static func figure(
    _ metric: String, _ extreme: WindowFigure.Extreme, share: Bool = false
  ) -> WindowFigure {
    WindowFigure(
      name: "\(metric) \(extreme)", metric: metric, length: .second, extreme: extreme,
      isShareOfOffered: share)
  }

  /// Two jobs apart in the first second, none in the second, two at once in the third; each is 10 ms
  /// in service.
  private static func run(
    _ figures: [WindowFigure], at moments: [Nanoseconds] = [100, 200, 2500, 2500],
    stage: StageSettings = .short(), queue: QueueSettings = QueueSettings(capacity: nil),
    warmup: Nanoseconds = 0
  ) throws -> ReplicationResult {
    let jobs = WorkloadSettings(
      name: "jobs", arrivals: .trace(moments.map { TraceEntry(at: $0 * .millisecond) }),
      chapters: .size(.constant(1024)))
    var specification = RunSpecification.short(
      stages: [stage], queue: queue, workloads: [jobs],
      limits: LoadLimits(duration: 3 * .second, warmup: warmup))
    specification.windowFigures = figures
    // Never reached: it is there for its figures.
    specification.pipeline.limiter = LimiterSettings(initial: 50, algorithm: .fixed)
    return try SimulatorBackend().run(
      specification, replication: 0, options: RunOptions())
  }

  @Test(
    "Each is that of the window where it is largest or smallest, and empty windows have no latency",
    arguments: [
      ("latency.max", .largest, 0.02), ("latency.max", .smallest, 0.01),
      ("latency.mean", .largest, 0.015), ("latency.uncorrected.max", .largest, 0.02),
      ("throughput", .smallest, 0), ("throughput", .largest, 2), ("offered.rate", .largest, 2),
      ("offered", .smallest, 0), ("completed", .largest, 2), ("time.buffer", .largest, 0.005),
      ("serve.utilization", .largest, 0.02), ("serve.utilization", .smallest, 0),
      ("serve.buffer.max", .largest, 1), ("system.mean", .largest, 0.03),
      ("retryAmplification", .smallest, 1), ("controller.multiplier.min", .smallest, 1),
    ] as [(String, WindowFigure.Extreme, Double)])
  func extremes(metric: String, extreme: WindowFigure.Extreme, expected: Double) throws {
    let figure = Self.figure(metric, extreme)
    let found = try #require(try Self.run([figure]).metric(figure.name))
    #expect((found - expected).magnitude < 1e-12)
  }

  @Test(
    "A share is taken of the jobs offered in each window; where there are none it does not count")
  func shares() throws {
    let figures = [
      Self.figure("rejected", .largest, share: true),
      WindowFigure(
        name: "lowest share", metric: "completed", length: .second, extreme: .smallest,
        isShareOfOffered: true),
      Self.figure("completed", .smallest),
    ]
    // Of three at once one goes to the worker, one into the queue, and one finds no place.
    let result = try Self.run(
      figures, at: [100, 200, 2500, 2500, 2500], stage: .short(buffer: 0),
      queue: QueueSettings(capacity: 1, onFull: .reject))
    #expect(result.metric("rejected largest") == 1.0 / 3)
    #expect(result.metric("lowest share") == 2.0 / 3)
    #expect(result.metric("completed smallest") == 0)
  }

  @Test("Where no window has a sample there is no figure")
  func noSamples() throws {
    let figures = [
      Self.figure("latency.max", .largest), Self.figure("completed", .smallest, share: true),
      Self.figure("throughput", .smallest),
    ]
    let result = try Self.run(figures, warmup: 2700 * .millisecond)
    #expect(result.metric(figures[0].name) == nil)
    #expect(result.metric(figures[1].name) == nil)
    #expect(result.metric(figures[2].name) == 0)
  }

  @Test("Whichever is asked for, all that it takes is kept: alone it is what it is among all")
  func alone() throws {
    // Those of a breaker, a quota or a cache are there where the stage has one.
    let plain = try Self.run([])
    let definitions = MetricCatalogue(stages: ["serve"]).definitions
      .filter { $0.selectors.allow(.over) && plain.metric($0.name) != nil }
    #expect(definitions.count > 40)
    let figures = definitions.map { Self.figure($0.name, .largest) }
    let together = try Self.run(figures)
    for figure in figures {
      let value = try #require(together.metric(figure.name), "\(figure.name)")
      #expect(try Self.run([figure]).metric(figure.name) == value, "\(figure.name)")
    }
    // What is worst over windows as long as the run is the run's own.
    let whole = try Self.run(
      figures.map { figure in
        var figure = figure
        figure.length = 3 * .second
        return figure
      })
    for definition in definitions {
      let value = whole.metric("\(definition.name) largest")
      #expect(value == whole.metric(definition.name), "\(definition.name)")
    }
  }

  @Test("Asking for them changes nothing else, and they stand behind what they are figures of")
  func besideOthers() throws {
    let figure = Self.figure("latency.max", .largest)
    let bare = try Self.run([])
    let asked = try Self.run([figure])
    #expect(asked.digest == bare.digest)
    #expect(asked.histograms == bare.histograms)
    #expect(asked.metrics.filter { $0.name != figure.name } == bare.metrics)
    let names = asked.metrics.map(\.name)
    let place = try #require(names.firstIndex(of: figure.name))
    #expect(names[place - 1].hasPrefix("latency.max"))
  }
}
