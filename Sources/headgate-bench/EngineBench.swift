import HeadgateEngine

/// The engine at its limit: no-op stages of 4, 6 and 4 workers, a rate controller that never holds
/// back, everything recorded.
struct EngineBench {
  let jobs: Int
  let batch: Int

  init(_ arguments: [String]) throws {
    guard arguments.count == 2, let jobs = Int(arguments[0]), jobs > 0,
      let batch = Int(arguments[1]), batch > 0
    else { throw UsageError() }
    self.jobs = jobs
    self.batch = batch
  }

  func run() async throws -> String {
    let seconds = await NoOperationRun.seconds(jobs: jobs, batch: batch)
    return """
      {"jobs_per_second": \(Int(Double(jobs) / seconds)), "batch": \(batch), "jobs": \(jobs)}
      """
  }
}
