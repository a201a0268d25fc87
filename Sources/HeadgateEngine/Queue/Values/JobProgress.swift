/// How far a consumer has brought the job it holds.
public struct JobProgress: Sendable, Hashable {
  public var claim: JobClaim
  public var checkpoint: JobCheckpoint

  public init(claim: JobClaim, checkpoint: JobCheckpoint) {
    self.claim = claim
    self.checkpoint = checkpoint
  }
}
