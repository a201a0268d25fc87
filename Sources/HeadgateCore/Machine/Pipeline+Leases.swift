/// Leases of running batches (rule F8).
struct RunningLeases {
  let length: Nanoseconds
  /// From one heartbeat of a batch to the next; `nil` where there are none.
  let interval: Nanoseconds?
  /// Faults in which heartbeats are lost, now; and when they have come since, where there is none.
  var losing = 0
  var arriveSince: Nanoseconds = 0
  /// When the pending timer is due.
  var timer = Nanoseconds.never

  init(_ heartbeat: Heartbeat, length: Nanoseconds) {
    self.length = length
    if case .every(let interval) = heartbeat { self.interval = interval } else { interval = nil }
  }

  /// Whether heartbeats arrive.
  var arrive: Bool { interval != nil && losing == 0 }

  /// When a lease that was extended last at a moment runs out.
  func end(extended moment: Nanoseconds) -> Nanoseconds {
    moment &+ min(length, .never - moment)
  }
}

extension Pipeline {
  /// A worker has taken its batch, and a lease on it.
  mutating func startLease(_ worker: UnsafeMutablePointer<Worker>, _ now: Nanoseconds) {
    worker.pointee.leaseExtended = now
    worker.pointee.leaseEnd = leases!.arrive ? .never : leases!.end(extended: now)
    armLeases(worker.pointee.leaseEnd)
  }

  private mutating func armLeases(_ due: Nanoseconds) {
    guard due < leases!.timer else { return }
    leases!.timer = due
    commands.append(.timer, timer: .runningLease, id: 0, time: due)
  }

  // MARK: Heartbeats

  /// From now on heartbeats are lost: leases run out, unless they come again in time.
  mutating func loseHeartbeats(_ now: Nanoseconds) {
    guard leases != nil else { return }
    leases!.losing += 1
    guard leases!.losing == 1, let interval = leases!.interval else { return }
    for id in 0..<workerCount
    where workers[id].state == .busy && workers[id].leaseEnd == .never
      && workers[id].leaseExtended != .never
    {
      let worker = workers + id
      let started = worker.pointee.started
      if now > started {
        let last = started + (now - 1 - started) / interval * interval
        if last >= leases!.arriveSince { worker.pointee.leaseExtended = last }
      }
      worker.pointee.leaseEnd = leases!.end(extended: worker.pointee.leaseExtended)
      armLeases(worker.pointee.leaseEnd)
    }
  }

  /// Heartbeats arrive again: those of a lease that still runs then keep it.
  mutating func regainHeartbeats(_ now: Nanoseconds) {
    guard leases != nil else { return }
    leases!.losing -= 1
    guard leases!.losing == 0, let interval = leases!.interval else { return }
    leases!.arriveSince = now
    for id in 0..<workerCount where workers[id].state == .busy {
      let worker = workers + id
      let started = worker.pointee.started
      let count = max(1, (now - started + interval - 1) / interval)
      let (next, overflow) = count.multipliedReportingOverflow(by: interval)
      // One at the moment at which the lease runs out comes too late.
      if !overflow, next < worker.pointee.leaseEnd - started { worker.pointee.leaseEnd = .never }
    }
  }

  // MARK: Leases that run out

  /// The leases that are over by now have run out.
  mutating func leasesRunOut(_ now: Nanoseconds) {
    guard leases!.timer == now else { return }
    leases!.timer = .never
    for id in 0..<workerCount where workers[id].state == .busy && workers[id].leaseEnd <= now {
      reclaim(Int32(id), now)
    }
    var next = Nanoseconds.never
    for id in 0..<workerCount where workers[id].state == .busy {
      next = min(next, workers[id].leaseEnd)
    }
    armLeases(next)
  }

  /// A batch's lease has run out: its jobs come back to the queue, on the same attempt, while their
  /// worker goes on with work that nobody waits for.
  mutating func reclaim(_ id: Int32, _ now: Nanoseconds) {
    let worker = workers + Int(id)
    let s = Int(worker.pointee.stage)
    // Nobody waits for its work any more: there is no lease that could be lost again.
    worker.pointee.leaseEnd = .never
    worker.pointee.leaseExtended = .never
    for i in 0..<Int(worker.pointee.count) {
      let id = worker.pointee.jobs[i]
      guard !pool.jobs[Int(id)].isAbandoned else { continue }
      leaveWorkBehind(id, s, now)
      failing.append(id)
    }
    for position in 0..<failing.count { lose(failing[position], worker, s, now) }
    // The queue may fill workers at once: all of the batch is out of the stage before.
    while !failing.isEmpty { returnToQueue(failing.removeFirst(), now) }
    settle(from: s, now)
  }

  private mutating func lose(
    _ id: Int32, _ worker: UnsafeMutablePointer<Worker>, _ s: Int, _ now: Nanoseconds
  ) {
    let job = pool.jobs + Int(id)
    if stages[s].hasBreaker { breakers[s]!.abandoned(1, period: worker.pointee.breakerPeriod) }
    recorder.reclaimed(s, job, worker: worker.pointee.number, at: now)
    passageLost()
    job.pointee.marks.remove(.failing)
    job.pointee.state = .leased
    job.pointee.since = now
    job.pointee.clockMark = now
    job.pointee.stage = settings.retry.resume == .stage ? UInt8(s) : 0
    job.pointee.result = .succeeded
  }
}
