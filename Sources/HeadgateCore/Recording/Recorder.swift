/// A run's books: every figure that a result holds, kept as the pipeline moves (SEMANTICS, Metrics).
///
/// The pipeline calls it at each transition, so both drivers get the same figures. Figures of jobs
/// stand in tallies by group; figures of time are gauges, closed into segments at the edges of the
/// series' steps, the warm-up, the phases and the load.
package struct Recorder: ~Copyable {
  package let plan: RecordingPlan
  /// Changed as `(stages + i).pointee`: see scripts/test-threads.
  let stages: UnsafeMutablePointer<StageTally>
  package let stageCount: Int
  var system = Gauge()
  var queue = Gauge()
  package internal(set) var queueWait = LatencyHistogram()
  package internal(set) var tokenWait = LatencyHistogram()

  /// The tally of all jobs; behind it stand those of workloads, priorities and phases where there is
  /// more than one of them. A `var` that nothing sets after `init`: see scripts/test-threads.
  package var overall: UnsafeMutablePointer<JobTally>
  let tallyCount: Int
  private let workloadTally: Int?
  private let priorityTally: Int?
  private let phaseTally: Int?
  private let hasGroups: Bool
  /// The windows that thresholds ask for, by their length.
  let windows: UnsafeMutablePointer<WindowRecorder>
  package let windowCount: Int
  /// Whether any of them keep counts of jobs.
  let countsInWindows: Bool

  package internal(set) var run: ScopeTotals
  package internal(set) var window: ScopeTotals
  package internal(set) var phases: [ScopeTotals]
  package internal(set) var series: SeriesRecorder
  /// The next moment at which a segment must be closed before an event is handled.
  package internal(set) var nextEdge: Nanoseconds
  /// The next one that is not of the windows alone.
  var planEdge: Nanoseconds
  var segmentStart: Nanoseconds = 0
  var segment = Segment()
  /// 1 within the measured window, else 0.
  var inWindow: UInt64
  var multiplier = 1.0
  var multiplierSince: Nanoseconds = 0
  /// The limit on jobs in the stages; `nil` without a limiter.
  var limit: Double?
  var limitSince: Nanoseconds = 0

  package internal(set) var digest = TraceDigest()
  package internal(set) var decisions: [RecordedDecision] = []
  package internal(set) var decisionCount = 0
  /// Whether events are collected for a trace.
  package var isTracing = false
  package var trace: [TraceEvent] = []

  // Whole run, measured or not: for the self-checks.
  package internal(set) var submitted: UInt64 = 0
  package internal(set) var ended = OutcomeCounts()
  /// Sojourn of the accepted jobs that have been resolved, from acceptance.
  package internal(set) var sojourn: Int128 = 0
  /// Completed jobs whose time parts did not sum to their latency.
  package internal(set) var wrongParts: UInt64 = 0
  package internal(set) var capacityViolations: UInt64 = 0
  private let place = InPlace()

  init(plan: RecordingPlan, stages settings: [StageSettings]) {
    self.plan = plan
    stageCount = settings.count
    stages = .allocate(capacity: settings.count)
    for i in settings.indices { (stages + i).initialize(to: StageTally()) }
    var count = 1
    func group(_ members: Int, when needed: Bool) -> Int? {
      guard needed else { return nil }
      defer { count += members }
      return count
    }
    let workloads = plan.workloads.count
    workloadTally = group(
      workloads, when: workloads > 1 && plan.groupings.contains(.workload))
    priorityTally = group(
      plan.priorities.count,
      when: plan.priorities.count > 1 && plan.groupings.contains(.priority))
    phaseTally = group(
      plan.phases.count,
      when: !plan.phases.isEmpty && plan.phases.count + workloads > 2
        && plan.groupings.contains(.phase))
    hasGroups = count > 1
    tallyCount = count
    overall = .allocate(capacity: count)
    for i in 0..<count { (overall + i).initialize(to: JobTally()) }
    run = ScopeTotals(stages: settings.count)
    window = ScopeTotals(stages: settings.count)
    phases = plan.phases.map { _ in ScopeTotals(stages: settings.count) }
    series = SeriesRecorder(step: plan.step, stages: settings)
    inWindow = plan.warmup == 0 ? 1 : 0
    windowCount = plan.windows.count
    countsInWindows = plan.windows.contains(where: \.keepsCounts)
    windows = .allocate(capacity: windowCount)
    for (i, plan) in plan.windows.enumerated() {
      (windows + i).initialize(to: WindowRecorder(plan, stages: settings.count))
    }
    (nextEdge, planEdge) = (0, 0)
    planEdge = edge(after: 0)
    nextEdge = planEdge
    passWindowEdges(at: 0)
  }

  deinit {
    for i in 0..<stageCount { stages[i].deallocate() }
    stages.deallocate()
    for i in 0..<tallyCount { overall[i].deallocate() }
    overall.deallocate()
    for i in 0..<windowCount { windows[i].deallocate() }
    windows.deallocate()
    queueWait.deallocate()
    tokenWait.deallocate()
    series.deallocate()
  }

  // MARK: Groups

  @inline(__always)
  func forEachTally(of job: UnsafeMutablePointer<Job>, _ body: (inout JobTally) -> Void) {
    let tallies = overall
    body(&tallies[0])
    guard hasGroups else { return }
    if let workloadTally { body(&tallies[workloadTally + Int(job.pointee.workload)]) }
    if let priorityTally {
      body(&tallies[priorityTally + priorityIndex(Int(job.pointee.priority))])
    }
    if let phaseTally, job.pointee.phase >= 0 {
      body(&tallies[phaseTally + Int(job.pointee.phase)])
    }
  }

  private func priorityIndex(_ priority: Int) -> Int {
    var low = 0
    var high = plan.priorities.count - 1
    while low < high {
      let middle = (low + high) / 2
      if plan.priorities[middle] < priority { low = middle + 1 } else { high = middle }
    }
    return low
  }

  package func workload(_ i: Int) -> UnsafeMutablePointer<JobTally> {
    overall + (workloadTally.map { $0 + i } ?? 0)
  }
  package func priority(_ i: Int) -> UnsafeMutablePointer<JobTally> {
    overall + (priorityTally.map { $0 + i } ?? 0)
  }
  package func phase(_ i: Int) -> UnsafeMutablePointer<JobTally> {
    overall + (phaseTally.map { $0 + i } ?? 0)
  }
  package func window(_ i: Int) -> UnsafeMutablePointer<WindowRecorder> { windows + i }
  package func stage(_ i: Int) -> UnsafeMutablePointer<StageTally> { stages + i }
}

/// Jobs by outcome.
package struct OutcomeCounts: Sendable, Equatable {
  package var completed: UInt64 = 0
  package var failed: UInt64 = 0
  package var rejected: UInt64 = 0
  package var shed: UInt64 = 0
  package var cancelled: UInt64 = 0

  package var sum: UInt64 { completed + failed + rejected + shed + cancelled }
}

/// A change of the controller, of a limiter or of a breaker.
public struct RecordedDecision: Sendable, Equatable {
  public enum Change: Sendable, Equatable {
    /// The multiplier went from one value to another.
    case multiplier(from: Double, to: Double, reason: RateReason)
    /// The limit on jobs in the stages went from one value to another.
    case limit(from: Int, to: Int, reason: LimitReason)
    /// A stage's breaker changed, at this failure share.
    case breaker(
      stage: Int, from: CircuitBreaker.State, to: CircuitBreaker.State, failureShare: Double)
  }

  public var time: Nanoseconds
  public var change: Change
}
