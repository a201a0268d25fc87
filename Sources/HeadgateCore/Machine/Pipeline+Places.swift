extension Pipeline {
  /// Every job is in exactly one place, the one that its state names, and so is every worker.
  func checkPlaces(_ check: (Bool, @autoclosure () -> String) -> Void) {
    var isPlaced = [Bool](repeating: false, count: pool.used)
    func place(_ id: Int32, as state: JobState, stage: Int? = nil) {
      let job = pool.jobs[Int(id)]
      check(
        !job.isAbandoned
          || (stage.map { stages[$0].isGuarded } ?? false)
            && (state == .buffered || state == .inService),
        "S6: work that \(job.ordinal) has left behind is \(state)")
      check(!isPlaced[Int(id)], "job \(job.ordinal) is in two places")
      check(
        job.state == state && Int(job.stage) == stage ?? Int(job.stage),
        "job \(job.ordinal) is \(job.state) at stage \(job.stage), and stands where jobs are "
          + "\(state)")
      isPlaced[Int(id)] = true
    }
    queue.forEach { place($0, as: .queued) }
    for position in 0..<blockedSources.count { place(blockedSources[position], as: .atSource) }
    for s in 0..<stageCount {
      for position in 0..<stages[s].waiting.count {
        let id = stages[s].waiting[position]
        place(id, as: .buffered, stage: s)
        check(
          !stages[s].isGuarded || stages[s].waiting.id(at: pool.jobs[Int(id)].place) == id,
          "S6: job \(pool.jobs[Int(id)].ordinal) is not where it is looked for")
      }
    }
    for w in 0..<workerCount {
      let worker = workers[w]
      let held = held(by: worker)
      for i in held {
        place(
          worker.jobs[i], as: worker.state == .busy ? .inService : .blocked,
          stage: Int(worker.stage))
        check(
          !stages[Int(worker.stage)].isGuarded
            || Int(pool.jobs[Int(worker.jobs[i])].place) == w,
          "S6: job \(pool.jobs[Int(worker.jobs[i])].ordinal) is not where it is looked for")
      }
      check(
        (worker.state == .busy || worker.state == .blocked) == !held.isEmpty,
        "worker \(w) is \(worker.state) and holds \(held.count) jobs")
    }
    for id in 0..<pool.used where !isPlaced[id] {
      let job = pool.jobs[id]
      check(
        job.state == .free || job.state == .backingOff || job.state == .leased,
        "job \(job.ordinal) is \(job.state), and nowhere")
    }
    for s in 0..<stageCount { checkWorkers(s, check) }
  }

  private func held(by worker: Worker) -> Range<Int> {
    switch worker.state {
    case .busy: 0..<Int(worker.count)
    case .blocked: Int(worker.position)..<Int(worker.count)
    case .idle, .handling, .absent: 0..<0
    }
  }

  /// The idle workers are the idle ones, and the blocked ones wait in the order in which they were
  /// blocked (rule S4).
  private func checkWorkers(_ s: Int, _ check: (Bool, @autoclosure () -> String) -> Void) {
    let name = settings.stages[s].name
    let stage = stages[s]
    for i in 0..<stage.idleCount {
      let worker = workers[Int(stage.idle[i])]
      check(
        worker.state == .idle && Int(worker.stage) == s, "\(name): a worker is idle and is not")
      for j in 0..<i {
        check(stage.idle[j] != stage.idle[i], "\(name): a worker is idle twice")
      }
    }
    var previous: Nanoseconds = 0
    for position in 0..<stage.blockedHere.count {
      let worker = workers[Int(stage.blockedHere[position])]
      guard worker.state == .blocked, Int(worker.stage) == s - 1 else {
        check(false, "S4: a worker waits for \(name) and is not blocked")
        continue
      }
      let since = pool.jobs[Int(worker.jobs[Int(worker.position)])].since
      check(previous <= since, "S4: blocked workers wait for \(name) out of turn")
      previous = since
    }
    if s > 0 {
      check(
        stage.blockedHere.count == Int(recorder.stages[s - 1].blocked.value),
        "S4: \(stage.blockedHere.count) workers wait for \(name)")
    }
  }
}
