import HeadgateCore

/// One input of a random walk, as it is printed where the walk fails.
enum WalkStep {
  case submit(priority: Int, late: Nanoseconds)
  case finish(UInt64, failing: [UInt64: AttemptResult])
  case advance(Nanoseconds)
  case advanceUpTo(Nanoseconds)
  case crash(stage: Int, count: Int)
  case restore(stage: Int, count: Int)
  case heartbeats(lost: Bool)
  case cancel(UInt64)
}
