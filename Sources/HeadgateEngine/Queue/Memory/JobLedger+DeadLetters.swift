extension JobLedger {
  func deadLetters(after id: JobID?, limit: Int) -> [DeadLetter] {
    let letters = entries.compactMap { entry -> DeadLetter? in
      if let id, entry.key <= id { return nil }
      return entry.value.deadLetter(entry.key)
    }
    return Array(letters.sorted { $0.id < $1.id }.prefix(limit))
  }

  mutating func requeueDeadLetters(_ ids: [JobID]?) -> Int {
    let dead = deadIDs(ids)
    for id in dead {
      update(id) { entry in
        entry.state = .waiting
        entry.attempts = 0
        entry.deliveries = 0
        entry.unanswered = 0
        entry.lastError = nil
      }
    }
    return dead.count
  }

  mutating func deleteDeadLetters(_ ids: [JobID]?) -> Int {
    let dead = deadIDs(ids)
    for id in dead { discard(id) }
    return dead.count
  }

  private func deadIDs(_ ids: [JobID]?) -> [JobID] {
    let wanted = ids.map { Array(Set($0)) } ?? Array(entries.keys)
    return wanted.filter { entries[$0]?.deadLetter($0) != nil }
  }

  func counts(_ now: WallTime) -> JobCounts {
    var counts = JobCounts(completed: completed)
    for entry in entries.values {
      switch entry.state {
      case .waiting: counts.waiting += 1
      case .dead: counts.dead += 1
      case .delayed(let due), .leased(let due):
        if due <= now {
          counts.waiting += 1
        } else if case .delayed = entry.state {
          counts.delayed += 1
        } else {
          counts.leased += 1
        }
      }
    }
    return counts
  }

  mutating func nextDue(_ now: WallTime) -> WallTime? {
    firstWaiting() == nil ? firstTimed().map { max($0.due, now) } : now
  }
}
