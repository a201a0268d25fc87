/// What became of an item that was offered to an orchestrator.
public enum IngestionSubmission: Sendable, Equatable {
  case accepted(IngestionJobID)
  /// The durable queue has the item's chapter already. `sameText` is false where that job has not
  /// ended and is of another text: offer the item again once it has.
  case duplicate(of: IngestionJobID, sameText: Bool)

  /// The job that stands for the item.
  public var id: IngestionJobID {
    switch self {
    case .accepted(let id), .duplicate(let id, _): id
    }
  }
}
