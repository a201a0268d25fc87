import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Synchronization
import Testing

@Suite("Two backends that must do the same (rule N3)")
struct VerificationTests {
  private static let text = """
    schemaVersion: 1
    name: pair
    run: {seed: 3, replications: 2, duration: 20s}
    workloads:
      - {name: bulk, arrivals: poisson, phases: [{name: hold, rate: 20/s, for: 20s}]}
    pipeline:
      stages:
        - {name: chunk, workers: 1, service: {perItem: 5ms}}
        - {name: embed, workers: 2, service: {perItem: {exponential: {mean: 60ms}}}}
    matrix: {controller: [none, balanced]}
    """

  private static func scenario() throws -> Scenario {
    try ScenarioLoader.load(text: text, path: "pair.yaml")
  }

  private static func verify(
    _ fault: DisturbedSimulator.Fault, window: Int = 256
  ) async throws -> VerificationResult {
    try await Verification(
      scenario: scenario(), reference: SimulatorBackend(),
      candidate: DisturbedSimulator(fault: fault), jobs: 2, window: window
    ).run()
  }

  /// All events of the first run, from the simulator.
  private static func events() throws -> [TraceEvent] {
    let events = Mutex<[TraceEvent]>([])
    _ = try SimulatorBackend().run(
      scenario().variants[0].specification, replication: 0,
      options: RunOptions(events: { lot in events.withLock { $0 += lot } }))
    return events.withLock { $0 }
  }

  @Test("The same is the same, and says how much was compared")
  func equal() async throws {
    let result = try await Self.verify(.none)
    #expect(result.isEqual)
    #expect(result.differing == 0 && result.divergence == nil)
    #expect((result.variants, result.replications) == (2, 2))
    #expect(result.jobs > 1000 && result.events > 2 * result.jobs)
    #expect(result.digest.count == 32)
    #expect(try await Self.verify(.none) == result)
  }

  @Test("Another universe differs in every run from the first event on")
  func anotherSeed() async throws {
    let result = try await Self.verify(.seed)
    #expect(!result.isEqual)
    #expect(result.differing == 4)
    let divergence = try #require(result.divergence)
    #expect(divergence.variant == "controller=none")
    #expect((divergence.replication, divergence.seed) == (0, 3))
    #expect(divergence.differences.first?.what == "digest")
    #expect(divergence.differences.contains { $0.what == "latency.mean" })
    #expect(divergence.differences.contains { $0.what == "histogram embed.service" })
    guard case .diverged(let events) = divergence.events else { throw Missing() }
    #expect(events.index == 0)
    #expect(events.context.isEmpty)
    #expect(events.reference == Array(try Self.events().prefix(3)))
    #expect(events.candidate.count == 3)
  }

  @Test(
    "One event that is off is found wherever it stands, with what came before it",
    arguments: [0, 1, 5, 254, 255, 256, 257, 511, 512, 700] as [UInt64], [64, 256, 100_000])
  func oneEvent(place: UInt64, window: Int) async throws {
    let all = try Self.events()
    try #require(all.count > 1000)
    let result = try await Self.verify(.event(place), window: window)
    guard case .diverged(let events)? = result.divergence?.events else { throw Missing() }
    #expect(events.index == place)
    #expect(events.context == Array(all.prefix(Int(place)).suffix(6)))
    #expect(events.reference == Array(all.dropFirst(Int(place)).prefix(3)))
    var moved = events.reference
    moved[0].time += 1
    #expect(events.candidate == moved)
  }

  @Test("A stream that ends early or late is told from the other", arguments: [7, 256, 512, 613])
  func lengths(place: Int) async throws {
    let all = try Self.events()
    let short = try await Self.verify(.silence(UInt64(place)))
    guard case .diverged(let early)? = short.divergence?.events else { throw Missing() }
    #expect(early.index == UInt64(place))
    #expect(early.candidate.isEmpty)
    #expect(early.reference == Array(all.dropFirst(place).prefix(3)))
    #expect(early.context == Array(all.prefix(place).suffix(6)))
    // A window that holds the whole stream, exactly; and one that it goes beyond.
    for window in [all.count, all.count - 1, 256] {
      let long = try await Self.verify(.addition, window: window)
      guard case .diverged(let late)? = long.divergence?.events else { throw Missing() }
      #expect(late.index == UInt64(all.count))
      #expect(late.reference.isEmpty)
      #expect(late.candidate.map(\.kind) == [.restored])
      #expect(late.context == Array(all.suffix(6)))
    }
  }

  @Test("Books that differ over the same events are told apart from events that differ")
  func books() async throws {
    let result = try await Self.verify(.metric)
    let count = UInt64(try Self.events().count)
    #expect(result.divergence?.events == .same(count))
    #expect(result.divergence?.differences.count == 1)
  }

  @Test("A backend that does something else each time is named as such")
  func notDeterministic() async throws {
    let fickle = FickleBackend()
    let result = try await Verification(
      scenario: Self.scenario(), reference: SimulatorBackend(), candidate: fickle, jobs: 1,
      window: 256
    ).run()
    #expect(result.divergence?.events == .notRepeatable(.virtual))
  }

  @Test("A run that is stopped is not called equal")
  func interrupted() async throws {
    let result = try await Verification(
      scenario: Self.scenario(), reference: SimulatorBackend(),
      candidate: DisturbedSimulator(fault: .none), jobs: 1
    ).run(options: ExperimentOptions(isCancelled: { true }))
    #expect(result.isInterrupted)
    #expect(!result.isEqual)
  }
}

private struct Missing: Error {}

/// Another universe at each run, and only the events of the last one tell.
private final class FickleBackend: RunBackend {
  let mode = RunMode.virtual
  private let runs = Mutex<UInt64>(0)

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    var specification = specification
    specification.seed = runs.withLock { runs in
      runs += 1
      // The rerun for its events is the real thing, as it was not before.
      return options.events == nil ? 100 + runs : specification.seed
    }
    return try SimulatorBackend().run(
      specification, replication: replication, options: options)
  }
}
