/// Names a job of an orchestrator: counts submissions from 1, never given twice. Over a durable queue
/// it is the queue's own, and outlives the process.
public struct IngestionJobID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let ordinal: Int64
  /// Where the engine keeps the job, in memory.
  let place: Int32

  init(_ number: JobNumber) {
    ordinal = Int64(number.ordinal) + 1
    place = number.place
  }

  /// A job of a durable queue.
  public init(_ id: JobID) {
    ordinal = id.ordinal
    place = -1
  }

  var number: JobNumber { JobNumber(ordinal: UInt64(ordinal - 1), place: place) }
  var queued: JobID { JobID(ordinal) }

  public var description: String { "job-\(ordinal)" }

  public static func == (left: IngestionJobID, right: IngestionJobID) -> Bool {
    left.ordinal == right.ordinal
  }
  public static func < (left: IngestionJobID, right: IngestionJobID) -> Bool {
    left.ordinal < right.ordinal
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }
}
