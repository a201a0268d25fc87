public import HeadgateCore

/// A job that has ended, with what became of it.
public struct JobEnd<Item: Sendable>: Sendable {
  public var number: JobNumber
  public var outcome: JobOutcome
  /// As the last stage that succeeded left it.
  public var item: Item
  /// Attempts that it took.
  public var attempts: Int
  /// Position of the stage where it was last, or where it would have gone on.
  public var stage: Int
  public var priority: Int
  /// Why the last attempt that failed did so.
  public var lastError: StageFailure?
}
