internal import HeadgateEngine

/// Why an ingestion could not begin or go on, and what to do. What was accepted before stays in the
/// store, and goes on with the next ingestion.
public struct IngestionFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What happened and what to do.
  public let message: String

  init(_ message: String) { self.message = message }

  init(_ error: any Error) {
    self =
      switch error {
      case let failure as IngestionFailure: failure
      case let error as JobQueueError: IngestionFailure(error.message)
      case let error as DocumentStoreError: IngestionFailure(error.message)
      default: IngestionFailure("\(error)")
      }
  }

  /// The message.
  public var description: String { message }
}
