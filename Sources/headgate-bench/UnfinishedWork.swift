import HeadgateEngine

/// The queue does not hold what a run should leave.
struct UnfinishedWork: Error, CustomStringConvertible {
  var counts: JobCounts

  var description: String { "the run left \(counts)" }
}
