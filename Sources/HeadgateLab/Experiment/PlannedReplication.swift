import HeadgateCore
import HeadgateModel

/// One replication still to be run.
struct PlannedReplication: Sendable {
  let variant: String
  let specification: RunSpecification
  let backend: any RunBackend
  let replication: Int

  /// The random universe: on the wall clock replications are repetitions of the first.
  var universe: Int { backend.mode.isWallClock ? 0 : replication }
}
