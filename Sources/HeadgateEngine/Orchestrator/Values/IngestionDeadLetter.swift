/// A job that was given up: its attempts were used up, or it failed for good.
public struct IngestionDeadLetter<Item: Sendable>: Sendable {
  public var id: IngestionJobID
  /// The stage at which it would go on.
  public var stage: String
  /// Attempts that it took.
  public var attempts: Int
  /// Why the last of them failed.
  public var error: String
  /// The item as the last stage that succeeded left it; `nil` where a durable queue keeps it.
  public var item: Item?
  /// As the durable queue lists it.
  public var queued: DeadLetter?
}
