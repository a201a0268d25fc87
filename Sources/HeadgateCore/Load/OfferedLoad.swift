/// The load of one replication: which job arrives when, and when the load has ended (rules J3, N1).
///
/// Pure like the pipeline: a driver asks for the moment of the next arrival of each open source and
/// of the next submission of each client, and comes back at that moment. Both drivers ask the same
/// value, so they differ only in how they wait.
package struct OfferedLoad: ~Copyable {
  package let limits: LoadLimits
  package let workloadCount: Int
  /// Changed as `(workloads + i).pointee`: see scripts/test-threads.
  private let workloads: UnsafeMutablePointer<Workload>
  /// The next arrival of each open workload, where `hasUpcoming`; the last place is a client's.
  private let upcoming: UnsafeMutablePointer<JobArrival>
  private let hasUpcoming: UnsafeMutablePointer<Bool>
  /// The first of each workload's clients among all clients.
  private let firstClient: [Int]
  private let clientWorkload: [Int]
  /// When the load ended, or will end; `never` where that is not known yet.
  package private(set) var end = Nanoseconds.never
  /// When the run ends at the latest.
  package private(set) var deadline = Nanoseconds.never
  /// Open workloads that have arrivals to come.
  private var openSources = 0
  package private(set) var measuredOffered = 0
  /// Whether the last of `limits.items` jobs has been offered.
  private var itemsReached = false
  private var lastSubmission: Nanoseconds = -1
  private var submissionsAtOnce = 0
  private let place = InPlace()
  /// Submissions of closed clients at one moment that are taken for a run that stands still.
  private static let mostSubmissionsAtOnce = 20_000_000

  package init(_ specification: RunSpecification, plan: RecordingPlan, replication: Int) {
    limits = specification.limits
    workloadCount = specification.workloads.count
    workloads = .allocate(capacity: workloadCount)
    upcoming = .allocate(capacity: workloadCount + 1)
    upcoming.initialize(
      repeating: JobArrival(entity: 0, intended: 0), count: workloadCount + 1)
    hasUpcoming = .allocate(capacity: workloadCount)
    hasUpcoming.initialize(repeating: false, count: workloadCount)
    var (firstClient, clientWorkload) = ([Int](), [Int]())
    for (i, settings) in specification.workloads.enumerated() {
      let workload = Workload(
        settings, index: i, plan: plan, seed: specification.seed, replication: replication)
      (workloads + i).initialize(to: workload)
      firstClient.append(clientWorkload.count)
      clientWorkload += Array(repeating: i, count: workload.clients)
      if workload.clients == 0 { openSources += 1 }
    }
    (self.firstClient, self.clientWorkload) = (firstClient, clientWorkload)
    if let duration = limits.duration { endLoad(at: duration) }
  }

  deinit {
    workloads.deinitialize(count: workloadCount)
    workloads.deallocate()
    upcoming.deallocate()
    hasUpcoming.deallocate()
  }

  /// Closed clients of a workload; 0 for an open one.
  package func clients(of workload: Int) -> Int { workloads[workload].clients }

  /// The number of a workload's client among all clients.
  package func client(_ number: Int, of workload: Int) -> Int { firstClient[workload] + number }

  /// Closed clients of all workloads.
  package var clientCount: Int { clientWorkload.count }

  /// Whether every open source has ended and `end` has come: the run is over once no job is left.
  @inline(__always)
  package func isOver(at now: Nanoseconds) -> Bool { now >= end && openSources == 0 }

  // MARK: Open sources

  /// Looks for the next arrival of an open workload, and gives the moment at which to come back for
  /// it; `nil` where the source has ended.
  package mutating func nextArrival(of workload: Int, at now: Nanoseconds) -> Nanoseconds? {
    let arrival = upcoming + workload
    guard (workloads + workload).pointee.next(into: arrival),
      arrival.pointee.intended < limits.duration ?? .never, !itemsReached
    else {
      endSource(workload, now)
      return nil
    }
    hasUpcoming[workload] = true
    return max(now, arrival.pointee.intended)
  }

  /// The arrival whose moment has come; `nil` where the load has ended meanwhile.
  @inline(__always)
  package mutating func takeArrival(
    of workload: Int, at now: Nanoseconds
  ) -> UnsafeMutablePointer<JobArrival>? {
    guard !itemsReached else {
      endSource(workload, now)
      return nil
    }
    hasUpcoming[workload] = false
    return upcoming + workload
  }

  private mutating func endSource(_ workload: Int, _ now: Nanoseconds) {
    hasUpcoming[workload] = false
    openSources -= 1
    // Without an end in time the load ends with its last source.
    if openSources == 0, clientCount == 0, limits.duration == nil { endLoad(at: now) }
  }

  /// A job has been offered to the pipeline.
  @inline(__always)
  package mutating func countOffered(_ intended: Nanoseconds, at now: Nanoseconds) {
    guard let items = limits.items, intended >= limits.warmup else { return }
    measuredOffered += 1
    if measuredOffered == items {
      itemsReached = true
      endLoad(at: now)
    }
  }

  private mutating func endLoad(at end: Nanoseconds) {
    guard end < self.end else { return }
    self.end = end
    let (sum, overflow) = end.addingReportingOverflow(limits.drainTimeout)
    deadline = overflow ? .never : sum
  }

  // MARK: Closed clients

  /// When a client that thinks from `now` on submits its next job; `nil` where it submits no more.
  package mutating func thinkEnd(of client: Int, at now: Nanoseconds) -> Nanoseconds? {
    let workload = clientWorkload[client]
    let due = now &+ workloads[workload].thinkTime(of: client - firstClient[workload])
    return due < end ? due : nil
  }

  /// The job that a client submits now; `nil` where the load has ended.
  package mutating func submission(
    of client: Int, at now: Nanoseconds
  ) -> UnsafeMutablePointer<JobArrival>? {
    guard end > now, !itemsReached else { return nil }
    submissionsAtOnce = now == lastSubmission ? submissionsAtOnce + 1 : 1
    lastSubmission = now
    let workload = clientWorkload[client]
    let arrival = upcoming + workloadCount
    (workloads + workload).pointee.submission(
      of: client - firstClient[workload], at: now, into: arrival)
    return arrival
  }

  /// Whether clients submit over and over at one moment, so that virtual time does not pass.
  package var standsStill: Bool { submissionsAtOnce >= Self.mostSubmissionsAtOnce }

  // MARK: The end

  /// Counts what blocked sources never got to submit, and says when the run ended: a timed load's
  /// run not before its time.
  package mutating func close(_ recorder: inout Recorder, at now: Nanoseconds) -> Nanoseconds {
    guard let duration = limits.duration, !itemsReached else { return now }
    for i in 0..<workloadCount where workloads[i].clients == 0 {
      countUnsubmitted(i, before: duration, &recorder)
    }
    return max(now, duration)
  }

  private mutating func countUnsubmitted(
    _ workload: Int, before duration: Nanoseconds, _ recorder: inout Recorder
  ) {
    let next = upcoming + workload
    let source = workloads + workload
    var isThere = hasUpcoming[workload] || source.pointee.next(into: next)
    while isThere, next.pointee.intended < duration {
      recorder.offeredUnsubmitted(
        next.pointee, isMeasured: next.pointee.intended >= limits.warmup)
      isThere = source.pointee.next(into: next)
    }
  }

  /// How much of the load has been offered by `now`, from 0 to 1.
  package func progress(at now: Nanoseconds) -> Double? {
    if let items = limits.items { return min(1, Double(measuredOffered) / Double(max(items, 1))) }
    guard let duration = limits.duration, duration > 0 else { return nil }
    return min(1, Double(now) / Double(duration))
  }
}
