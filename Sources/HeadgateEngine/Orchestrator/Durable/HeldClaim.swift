/// A job that this process holds, from its claim to its end here.
final class HeldClaim: Sendable {
  enum State: Sendable {
    /// It is on its way through the stages.
    case held
    /// The queue is being told how it ended.
    case settling
    /// Another consumer has it.
    case lost
    case cancelled
  }

  /// Without payload and checkpoint: what the queue asks for is its id and token.
  let claim: JobClaim
  private let state = Lock(State.held)

  init(_ claim: JobClaim) {
    var claim = claim
    claim.job.submission.payload = []
    claim.checkpoint = nil
    self.claim = claim
  }

  var id: IngestionJobID { IngestionJobID(claim.id) }

  /// Whether what is made of it still counts.
  var isHeld: Bool { state.withLock { $0 == .held } }

  /// Leaves the state of being held; false where it had been left before.
  func leave(for next: State) -> Bool {
    state.withLock { state in
      guard state == .held else { return false }
      state = next
      return true
    }
  }
}

/// An item with the claim that it belongs to.
struct HeldItem<Item: Sendable>: Sendable {
  var item: Item
  let held: HeldClaim
}
