/// A run's windows of one length.
package struct WindowRecorder {
  package let plan: WindowPlan
  private let tallies: UnsafeMutablePointer<WindowTally>
  /// The window that time is in: −1 before the first, `plan.count` after the last.
  private var current: Int
  /// Where it begins; `never` where there is none.
  private var currentStart: Nanoseconds
  /// Where the next window begins, or the last one ends.
  private(set) var nextEdge: Nanoseconds
  private var multiplierSince: Nanoseconds
  private var limitSince: Nanoseconds

  init(_ plan: WindowPlan, stages: Int) {
    self.plan = plan
    tallies = .allocate(capacity: plan.count)
    for i in 0..<plan.count {
      (tallies + i).initialize(to: WindowTally(scope: ScopeTotals(stages: stages)))
    }
    current = -1
    currentStart = .never
    nextEdge = plan.start
    (multiplierSince, limitSince) = (plan.start, plan.start)
    // No edge comes before the first event.
    if plan.start == 0 { passEdge(at: 0, multiplier: 1, limit: nil) }
  }

  func deallocate() {
    for i in 0..<plan.count { tallies[i].deallocate() }
    tallies.deinitialize(count: plan.count)
    tallies.deallocate()
  }

  package var count: Int { plan.count }

  /// A window's books, by position.
  package func tally(_ i: Int) -> UnsafeMutablePointer<WindowTally> { tallies + i }

  /// The books that a measured job is in.
  @inline(__always)
  func tally(of job: UnsafeMutablePointer<Job>) -> UnsafeMutablePointer<WindowTally> {
    let intended = job.pointee.intended
    // Most jobs are of the window that time is in, and a division takes longer than the rest.
    if intended >= currentStart, intended < nextEdge { return tallies + current }
    return tallies + plan.index(of: intended)
  }

  /// Adds to the figures of the present window; multiplier and limit have books of their own.
  func add(_ segment: Segment) {
    guard isRunning else { return }
    (tallies + current).pointee.scope.addLevels(segment)
  }

  private var isRunning: Bool { current >= 0 && current < plan.count }

  /// Goes on to the next window where one begins at `moment`.
  mutating func passEdge(at moment: Nanoseconds, multiplier: Double, limit: Double?) {
    guard moment == nextEdge else { return }
    settle(multiplier, at: moment)
    if let limit { settle(limit: limit, at: moment) }
    current += 1
    currentStart = isRunning ? moment : .never
    nextEdge = isRunning ? plan.end(of: current) : .never
  }

  private mutating func settle(limit: Double, at now: Nanoseconds) {
    if isRunning {
      (tallies + current).pointee.scope.limit.stood(at: limit, for: now - limitSince)
    }
    limitSince = now
  }

  mutating func limitChanged(from old: Double, to next: Double, at now: Nanoseconds) {
    settle(limit: old, at: now)
    if isRunning { (tallies + current).pointee.scope.limit.changed(to: next) }
  }

  /// Adds what the present multiplier has stood for.
  private mutating func settle(_ multiplier: Double, at now: Nanoseconds) {
    if isRunning {
      (tallies + current).pointee.scope.multiplier.stood(at: multiplier, for: now - multiplierSince)
    }
    multiplierSince = now
  }

  mutating func multiplierChanged(from old: Double, to next: Double, at now: Nanoseconds) {
    settle(old, at: now)
    if isRunning { (tallies + current).pointee.scope.multiplier.changed(to: next) }
  }
}
