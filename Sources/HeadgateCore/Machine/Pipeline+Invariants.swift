extension Pipeline {
  /// Closes the books at the run's end.
  package mutating func finish(at end: Nanoseconds) {
    recorder.finish(at: end)
  }

  /// Sojourn so far of the accepted jobs that are not resolved.
  package func openSojourn(at now: Nanoseconds) -> Int128 {
    var sum: Int128 = 0
    for id in 0..<pool.used {
      let job = pool.jobs[id]
      if job.state != .free, job.state != .atSource, !job.isAbandoned {
        sum += Int128(now - job.accepted)
      }
    }
    return sum
  }

  /// Every broken invariant, in words; empty where all hold. O(jobs + workers), for tests and the
  /// end of each run.
  ///
  /// - Parameter now: Checks what depends on the moment too: timers and time parts.
  package func brokenInvariants(at now: Nanoseconds? = nil) -> [String] {
    var broken: [String] = []
    func check(_ holds: Bool, _ what: @autoclosure () -> String) {
      if !holds { broken.append(what()) }
    }
    checkCounts(check)
    checkPlaces(check)
    for s in 0..<stageCount {
      checkStage(s, check)
      checkWaiting(s, now, check)
      checkDeadlines(s, now, check)
    }
    checkQueue(check)
    checkDispatch(now, check)
    checkLimit(check)
    checkLeases(now, check)
    if let now { checkTimes(now, check) }
    return broken
  }

  private func checkCounts(_ check: (Bool, @autoclosure () -> String) -> Void) {
    var inUse = 0
    var atSource = 0
    var abandoned = 0
    for id in 0..<pool.used where pool.jobs[id].state != .free {
      inUse += 1
      if pool.jobs[id].isAbandoned { abandoned += 1 }
      if pool.jobs[id].state == .atSource { atSource += 1 }
    }
    check(
      recorder.submitted == recorder.ended.sum + UInt64(inFlight + atSource),
      "J2: \(recorder.submitted) submitted, \(recorder.ended.sum) ended, \(inFlight) in flight, "
        + "\(atSource) at sources")
    check(
      inUse == inFlight + atSource + abandoned,
      "\(inUse) slots for \(inFlight) + \(atSource) jobs, and \(abandoned) pieces of work")
    check(abandoned == abandonedWork, "S6: \(abandoned) pieces of work, not \(abandonedWork)")
    check(failing.isEmpty, "attempts that should have failed")
    check(inUse == pool.inUse, "\(inUse) slots in use, the pool counts \(pool.inUse)")
    check(Int(recorder.system.value) == inFlight, "system gauge \(recorder.system.value)")
    check(Int(recorder.queue.value) == queue.count, "queue gauge \(recorder.queue.value)")
    check(recorder.capacityViolations == 0, "a capacity was exceeded")
    check(recorder.wrongParts == 0, "time parts that do not sum to the latency")
  }

  private func checkStage(_ s: Int, _ check: (Bool, @autoclosure () -> String) -> Void) {
    let stage = stages[s]
    let name = settings.stages[s].name
    var counts: [WorkerState: Int] = [:]
    for i in 0..<stage.workerCount {
      counts[workers[stage.firstWorker + i].state, default: 0] += 1
    }
    check(counts[.idle] ?? 0 == stage.idleCount, "\(name): idle workers miscounted")
    check(
      (counts[.busy] ?? 0) + (counts[.handling] ?? 0) == Int(recorder.stages[s].busy.value),
      "\(name): busy gauge is wrong")
    check(
      counts[.blocked] ?? 0 == Int(recorder.stages[s].blocked.value),
      "\(name): blocked gauge is wrong")
    check(
      stage.waiting.count == Int(recorder.stages[s].buffer.value), "\(name): buffer gauge is wrong")
    check(
      stage.blockedHere.isEmpty || !hasRoom(s), "S4: a worker stays blocked on \(name) with room")
    let allowance = breakers[s]?.allowance ?? .max
    check(allowance >= 0, "F5: more probes at \(name) than its breaker allows")
    let free = stage.idleCount > 0 && allowance > 0
    check(
      !(free && stage.waiting.count >= min(stage.batchSize, allowance)),
      "S2: an idle worker of \(name) leaves a full batch")
    check(
      !(free && !stage.waiting.isEmpty && stage.linger == 0),
      "S2: an idle worker of \(name) leaves jobs without linger")
    let filling = free && !stage.waiting.isEmpty
    check(filling == (stage.fillingSince != .never), "\(name): the batch clock is wrong")
  }

  private func checkQueue(_ check: (Bool, @autoclosure () -> String) -> Void) {
    check(queue.isOrdered(jobs: pool.jobs), "Q1: a level of the queue is out of order")
    check(
      queue.count - queueExcess <= queueCapacity,
      "Q2: \(queue.count) jobs wait, capacity \(queueCapacity), \(queueExcess) over it came back")
    check(
      blockedSources.isEmpty || queue.count >= queueCapacity,
      "Q2: a source stays blocked with room in the queue")
    for position in 1..<max(1, blockedSources.count) {
      let earlier = pool.jobs[Int(blockedSources[position - 1])].ordinal
      check(
        earlier < pool.jobs[Int(blockedSources[position])].ordinal,
        "Q2: blocked sources are out of order")
    }
  }
}
