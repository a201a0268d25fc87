/// A stage's function: what it does with a batch of items.
///
/// It gives one result for each item, in their order. What it throws fails the whole batch, transiently
/// unless it is a permanent `StageFailure`. It should come back soon after its task was cancelled; its
/// worker is free for the next batch only then.
public typealias StageFunction<Item: Sendable> =
  @Sendable ([Item], BatchContext) async throws -> [Result<Item, StageFailure>]

/// What a stage's function may want to know about its batch.
public struct BatchContext: Sendable {
  /// Name of the stage.
  public let stage: String
  /// Number of the worker within its stage, from 0.
  public let worker: Int
  /// The jobs of the batch, in the order of its items.
  let jobs: [JobNumber]
  /// Number of each job's present attempt, from 1.
  public let attempts: [Int]

  /// The jobs of the batch, in the order of its items, as they were named when they were submitted.
  public var ids: [IngestionJobID] { jobs.map { IngestionJobID($0) } }
}
