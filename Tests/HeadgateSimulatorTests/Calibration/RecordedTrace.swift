import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Synchronization

/// Traces as `headgate run --trace` writes them, of runs in the simulator.
struct RecordedTrace {
  let variant: Variant
  let scenario: String

  init(_ scenario: Scenario) {
    self.scenario = scenario.name
    variant = scenario.variants[0]
  }

  /// - Parameters:
  ///   - machine: What carries the run out.
  ///   - runs: On a machine in real time repetitions, else universes.
  func text(
    on machine: any RunBackend = SimulatorBackend(), runs: Int = 1
  ) async throws -> String {
    var text = ""
    for number in 0..<runs {
      let events = Mutex<[TraceEvent]>([])
      _ = try await machine.run(
        variant.specification, replication: machine.mode.isWallClock ? 0 : number,
        options: RunOptions(events: { lot in events.withLock { $0 += lot } }))
      text +=
        "{\"scenario\": \"\(scenario)\", \"variant\": \"\(variant.name)\", \"mode\": "
        + "\"\(machine.mode.rawValue)\", \"replication\": \(number)}\n"
      for event in events.withLock({ $0 }) {
        text += event.json(stages: variant.specification.pipeline.stages) + "\n"
      }
    }
    return text
  }

  // Inlined, an optimised build of Swift 6.3.1 crashes on it.
  @inline(never)
  func run(on machine: any RunBackend = SimulatorBackend(), runs: Int = 1) async throws
    -> RecordedRun
  {
    let text = try await text(on: machine, runs: runs)
    return try TraceLoader.read(text, path: "trace.jsonl")
  }

  /// What another system would have written down of the same run: no draws, no scenario.
  func foreign(on machine: any RunBackend = SimulatorBackend()) async throws -> String {
    let run = try await run(on: machine)
    var lines = ["job,stage,queued,started,ended,batch,size,outcome,attempt,priority"]
    for (number, batch) in run.batches.enumerated() {
      for item in batch.items {
        let job = run.jobs[item.job]
        let queued = batch.stage == 0 && item.attempt == 1 ? "\(job.arrived.seconds)" : ""
        lines.append(
          "\(job.name),\(run.stages[batch.stage]),\(queued),\(batch.started.seconds),"
            + "\(batch.ended.seconds),\(number),\(job.size ?? 0),\(item.outcome.rawValue),"
            + "\(item.attempt),\(job.priority ?? 0)")
      }
    }
    return lines.joined(separator: "\n")
  }
}
