import HeadgateCore
import HeadgateModel
import Testing

/// Rule R1: a job's intended arrival, its size and its service times are its own.
@Suite("Common random numbers")
struct CommonRandomNumberTests {
  /// What belongs to a job on its first attempt.
  private struct Draws: Hashable {
    var arrival: Nanoseconds
    /// Read from a stage that takes a microsecond a KiB.
    var reading: Nanoseconds
    var embedding: Nanoseconds
  }

  private static let base = RunSpecification.short(
    stages: [
      .short("read", workers: 3, time: .zero, perKiB: .constant(1e6)),
      .short("embed", workers: 8, time: .exponential(mean: 0.05e9)),
    ],
    workloads: [.short("jobs", .poisson, rate: 50, size: .exponential(mean: 8192))],
    limits: LoadLimits(duration: 20 * .second))

  /// The draws of every job that got through, by its number.
  private static func draws(_ specification: RunSpecification) throws -> [Int: Draws] {
    let run = try TraceRun(specification)
    var started: [String: [Int: Nanoseconds]] = [:]
    var times: [String: [Int: Nanoseconds]] = [:]
    var draws: [Int: Draws] = [:]
    for line in run.lines where line.attempt == 1 {
      guard let job = line.job else { continue }
      switch line.event {
      case "accepted": times["arrival", default: [:]][job] = line.time
      case "started": started[line.stage ?? "", default: [:]][job] = line.time
      case "succeeded":
        let stage = line.stage ?? ""
        times[stage, default: [:]][job] = line.time - (started[stage]?[job] ?? .never)
      case "completed":
        draws[job] = Draws(
          arrival: times["arrival"]?[job] ?? -1, reading: times["read"]?[job] ?? -1,
          embedding: times["embed"]?[job] ?? -1)
      default: break
      }
    }
    return draws
  }

  enum Change: CaseIterable {
    case controller, workers, unlimitedWorkers, farFault, failures, boundedQueue, laterStage,
      seriesOfPriorities
  }

  private static func changed(_ change: Change) -> RunSpecification {
    var specification = base
    switch change {
    case .controller:
      specification.pipeline.controller = ControllerSettings(rate: 40, burst: 5)
    case .workers: specification.pipeline.stages[1].workers = 2
    case .unlimitedWorkers: specification.pipeline.stages[1].workers = 500
    case .farFault:
      specification.faults = [
        FaultSettings(at: 3600 * .second, duration: .second, stage: 1, effect: .slowdown(2))
      ]
    case .failures:
      specification.pipeline.stages[1].failures = FailureSettings(transient: 0.2, permanent: 0.1)
      specification.pipeline.retry = RetrySettings(maxAttempts: 4)
    case .boundedQueue:
      specification.pipeline.queue = QueueSettings(capacity: 3, onFull: .reject)
      specification.pipeline.stages[0].buffer = 1
      specification.pipeline.stages[1].buffer = 1
      specification.pipeline.stages[1].workers = 2
    case .laterStage: specification.pipeline.stages.append(.short("store", workers: 1))
    case .seriesOfPriorities:
      specification.workloads[0].priorities = [1, 2, 3].map { WeightedPriority(priority: $0) }
    }
    return specification
  }

  @Test(
    "Neither the pipeline nor what befalls it changes a job's draws", arguments: Change.allCases)
  private func drawsAreTheJobsOwn(change: Change) throws {
    let before = try Self.draws(Self.base)
    let after = try Self.draws(Self.changed(change))
    #expect(before.count > 900)
    #expect(after.count > 300)
    for (job, draws) in after {
      let expected = try #require(before[job], "job \(job)")
      #expect(draws == expected, "job \(job)")
    }
  }

  @Test("Another workload beside it does not change a workload's draws")
  func otherWorkloads() throws {
    let before = Set(try Self.draws(Self.base).values)
    var specification = Self.base
    specification.workloads += [
      .short("more", .poisson, rate: 30, size: .exponential(mean: 1024)),
      .short("clients", .closed(clients: 3, thinkTime: .exponential(mean: 0.1e9))),
    ]
    let after = Set(try Self.draws(specification).values)
    #expect(after.count > before.count + 300)
    #expect(before.isSubset(of: after))
  }

  @Test("A slowdown scales a job's own service time")
  func slowdownScales() throws {
    var slow = Self.base
    slow.faults = [
      FaultSettings(at: 0, duration: 3600 * .second, stage: 1, effect: .slowdown(3))
    ]
    let (before, after) = (try Self.draws(Self.base), try Self.draws(slow))
    for (job, draws) in after {
      let expected = try #require(before[job])
      #expect(draws.arrival == expected.arrival)
      #expect((draws.embedding - 3 * expected.embedding).magnitude <= 2)
    }
  }

  @Test("Another replication and another seed are other universes")
  func otherUniverses() throws {
    let digest = try simulate(Self.base).digest
    #expect(try simulate(Self.base, replication: 1).digest != digest)
    var reseeded = Self.base
    reseeded.seed += 1
    #expect(try simulate(reseeded).digest != digest)
  }
}
