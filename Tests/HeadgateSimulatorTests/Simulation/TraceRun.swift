import Foundation
import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Synchronization
import Testing

/// One replication with its trace.
struct TraceRun {
  /// One line of a trace, as `--trace` writes it.
  struct Line: Decodable, Equatable {
    var t: Double
    var event: String
    var job: Int?
    var attempt: Int?
    var stage: String?
    var worker: Int?
    var due: Double?
    var multiplier: Double?

    var time: Nanoseconds { Nanoseconds((t * 1e9).rounded()) }
  }

  var result: ReplicationResult
  var lines: [Line]

  /// Runs it, and expects its self-checks to hold.
  init(
    _ specification: RunSpecification, replication: Int = 0,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let written = Mutex<[TraceEvent]>([])
    result = try SimulatorBackend().run(
      specification, replication: replication,
      options: RunOptions(events: { lot in written.withLock { $0 += lot } }))
    let decoder = JSONDecoder()
    let stages = specification.pipeline.stages
    lines = try written.withLock { $0 }.map {
      try decoder.decode(Line.self, from: Data($0.json(stages: stages).utf8))
    }
    expectChecks(of: result, sourceLocation: sourceLocation)
  }

  func lines(_ event: String, stage: String? = nil) -> [Line] {
    lines.filter { $0.event == event && (stage == nil || $0.stage == stage) }
  }

  func times(_ event: String, stage: String? = nil) -> [Nanoseconds] {
    lines(event, stage: stage).map(\.time)
  }

  /// The moments at which `event` happened to `job`.
  func times(_ event: String, job: Int, stage: String? = nil) -> [Nanoseconds] {
    lines(event, stage: stage).filter { $0.job == job }.map(\.time)
  }
}

/// Runs one replication and expects its self-checks to hold.
func simulate(
  _ specification: RunSpecification, replication: Int = 0,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws -> ReplicationResult {
  let result = try SimulatorBackend().run(
    specification, replication: replication, options: RunOptions())
  expectChecks(of: result, sourceLocation: sourceLocation)
  return result
}

private func expectChecks(of result: ReplicationResult, sourceLocation: Testing.SourceLocation) {
  #expect(result.checks.count >= 4, sourceLocation: sourceLocation)
  for check in result.checks {
    #expect(check.holds, "\(check.name): \(check.detail)", sourceLocation: sourceLocation)
  }
}
