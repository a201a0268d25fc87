package import HeadgateCore
package import HeadgateModel

/// What must have happened when time goes on, and when the run has ended.
extension RunObserver {
  /// Nothing more happens at `now`, and nothing up to, and without, `later`: whatever the rules let
  /// go on has gone on.
  mutating func settle(before later: Nanoseconds) {
    closeAll()
    for s in stages.indices where breach == nil { settle(stage: s, before: later) }
    if breach == nil { settleQueue(before: later) }
  }

  /// No event carries on what the last ones have left open.
  private mutating func closeAll() {
    closeSteering()
    closeStart()
    closeNewcomer()
    if let owed { fail("J2", "job \(owed.job) has a result, and nothing follows") }
    if let announced { fail("F5", "stage \(announced.stage)'s breaker changed without an end") }
    if shedPriority != nil { fail("Q2", "a job was shed for nobody") }
    if let batch = ending {
      if batch.results < stages[batch.stage].workers[batch.worker].batch.count {
        fail("S2", "a batch of stage \(batch.stage) ends in parts")
      }
      closeEnding()
    }
  }

  private mutating func settle(stage s: Int, before later: Nanoseconds) {
    let stage = stages[s]
    if let due = stage.breaker?.halfOpenDue, due < later {
      fail("F5", "the breaker of stage \(s) was to try again at \(due) ns")
    }
    if !stage.blockedHere.isEmpty, stage.hasRoom {
      fail("S4", "a worker stays blocked on stage \(s), which has room")
    }
    settleWaits(s, before: later)
    settleHandling(s, before: later)
    settleService(s, before: later)
    settleLeases(s, before: later)
    guard !stage.idle.isEmpty, stage.most > 0, let first = stage.buffer.first else { return }
    if stage.buffer.count >= stage.most {
      fail("S2", "an idle worker of stage \(s) leaves a full batch")
    }
    let (due, overflow) = entered(first).addingReportingOverflow(stage.settings.linger)
    if !overflow, due <= now || due < later {
      fail("S2", "an idle worker of stage \(s) leaves job \(first), due at \(due) ns")
    }
  }

  private mutating func settleQueue(before later: Nanoseconds) {
    if !sources.isEmpty, queue.count < settings.queue.capacity ?? .max {
      fail("Q2", "a source stays blocked with room in the queue")
    }
    // With ageing the turn changes as time passes, and is looked at again at the next event.
    guard settings.queue.aging == nil else { return }
    let stage: Int
    if let head = queue.head(at: now, accepted: { jobs[$0].accepted }) {
      stage = jobs[head].stage
    } else if !sources.isEmpty {
      stage = 0
    } else {
      return
    }
    guard stages[stage].hasRoom, stages[stage].blockedHere.isEmpty, limit?.hasRoom ?? true else {
      return
    }
    let due = tokens?.due(after: now) ?? now
    if due <= now || due < later {
      fail("C2", "the head of the queue could go to stage \(stage) at \(due) ns")
    }
  }

  // MARK: The end

  /// Looks at how the run ended.
  ///
  /// - Parameter mustDrain: Whether nothing may be left in flight.
  package mutating func finish(_ result: ReplicationResult, mustDrain: Bool, warmup: Nanoseconds) {
    guard breach == nil else { return }
    // The moment at which a run is cut off, or its last job ends, may be half over.
    let open = jobs.count { $0.state != .ended }
    let last = mustDrain && open > 0 ? result.elapsed + 1 : result.elapsed
    if now < last { settle(before: last) } else { closeAll() }
    for (job, entry) in jobs.enumerated() where entry.state == .away && entry.due < last {
      fail("Q3", "job \(job) was to come back at \(entry.due) ns")
    }
    if mustDrain, open > 0 {
      fail("liveness", "\(open) jobs are in flight \(result.elapsed) ns after the start")
    }
    // Figures of a run with a warm-up leave out jobs that the events do not tell apart.
    if warmup == 0 { compareCounts(result, open: open) }
    for check in result.checks where !check.holds {
      fail("self-check", "\(check.name): \(check.detail)")
    }
  }

  private mutating func compareCounts(_ result: ReplicationResult, open: Int) {
    let outcomes: [(String, TraceKind)] = [
      ("completed", .completed), ("failed", .failed), ("rejected", .rejected), ("shed", .shed),
      ("cancelled", .cancelled),
    ]
    for (name, kind) in outcomes {
      guard let value = result.metric(name), value != Double(ends[kind] ?? 0) else { continue }
      fail("J2", "\(ends[kind] ?? 0) jobs \(name), and the books say \(value)")
    }
    if open > result.inFlight {
      fail("J2", "\(open) jobs are in flight, and the books say \(result.inFlight)")
    }
  }
}
