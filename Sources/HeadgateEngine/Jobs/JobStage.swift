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
  private let batch: JobBatch

  init(stage: String, batch: JobBatch) {
    self.stage = stage
    self.batch = batch
  }

  /// Number of the worker within its stage, from 0.
  public var worker: Int { batch.worker }

  /// The jobs of the batch, in the order of its items.
  public var jobs: [JobNumber] { (0..<batch.count).map(batch.number) }

  /// Number of each job's present attempt, from 1.
  public var attempts: [Int] { (0..<batch.count).map(batch.attempt) }
}
