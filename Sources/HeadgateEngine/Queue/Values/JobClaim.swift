/// A job handed to one consumer, who holds it until another is handed it.
///
/// The consumer may lose it from the moment at which its lease runs out. Up to when another consumer
/// in fact takes the job up, the claim still stands: late work that nobody repeats is not thrown away.
public struct JobClaim: Sendable, Hashable {
  public var job: QueuedJob
  /// Which attempt this is, from 1: one more than the attempts that ended in a reported failure.
  public var attempt: Int
  /// How often the job has been handed out, this time included and releases left out. A crash costs
  /// a delivery, not an attempt.
  public var delivery: Int
  /// Grows with every claim of the job, and is what each later operation is checked against.
  public var fencingToken: Int64
  /// When the lease runs out, unless it is extended.
  public var leaseExpiry: WallTime
  /// Where an earlier attempt or delivery got to; nil when the job begins at its first stage.
  public var checkpoint: JobCheckpoint?

  public init(
    job: QueuedJob, attempt: Int, delivery: Int, fencingToken: Int64, leaseExpiry: WallTime,
    checkpoint: JobCheckpoint?
  ) {
    self.job = job
    self.attempt = attempt
    self.delivery = delivery
    self.fencingToken = fencingToken
    self.leaseExpiry = leaseExpiry
    self.checkpoint = checkpoint
  }

  public var id: JobID { job.id }
}
