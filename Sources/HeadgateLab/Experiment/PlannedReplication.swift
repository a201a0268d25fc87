import HeadgateCore
import HeadgateModel

/// One replication still to be run.
struct PlannedReplication: Sendable {
  let variant: String
  let specification: RunSpecification
  let backend: any RunBackend
  let replication: Int
}
