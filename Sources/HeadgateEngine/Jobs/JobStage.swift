/// A stage's function: what it does with a batch of items.
///
/// It gives one result for each item, in their order. What it throws fails the whole batch, transiently
/// unless it is a permanent `StageFailure`. It should come back soon after its task was cancelled; its
/// worker is free for the next batch only then.
public typealias StageFunction<Item: Sendable> =
  nonisolated(nonsending) @Sendable ([Item], BatchContext) async throws -> [Result<
    Item, StageFailure
  >]

/// What a stage's function may want to know about its batch. Good until the function returns.
public struct BatchContext: Sendable {
  /// Name of the stage.
  public let stage: String
  /// Where the rest comes from: nearly no function asks for it.
  private enum Source: Sendable {
    case batch(JobBatch)
    case named(worker: Int, jobs: [JobNumber], attempts: [Int])
  }

  private let source: Source

  init(stage: String, batch: JobBatch) {
    self.stage = stage
    source = .batch(batch)
  }

  /// A context of jobs that are told by other names than the engine's.
  init(stage: String, worker: Int, jobs: [JobNumber], attempts: [Int]) {
    self.stage = stage
    source = .named(worker: worker, jobs: jobs, attempts: attempts)
  }

  /// Number of the worker within its stage, from 0.
  public var worker: Int {
    switch source {
    case .batch(let batch): batch.worker
    case .named(let worker, _, _): worker
    }
  }

  /// Number of each job's present attempt, from 1.
  public var attempts: [Int] {
    switch source {
    case .batch(let batch): (0..<batch.count).map(batch.attempt)
    case .named(_, _, let attempts): attempts
    }
  }

  var jobs: [JobNumber] {
    switch source {
    case .batch(let batch): (0..<batch.count).map(batch.number)
    case .named(_, let jobs, _): jobs
    }
  }

  /// The jobs of the batch, in the order of its items, as they were named when they were submitted.
  public var ids: [IngestionJobID] { jobs.map { IngestionJobID($0) } }
}
