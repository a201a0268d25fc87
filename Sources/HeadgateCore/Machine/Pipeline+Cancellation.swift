extension Pipeline {
  /// Gives up a job that no worker holds: at a blocked source, queued, backing off or leased.
  /// Says whether it could be.
  package mutating func cancel(job id: Int32, at now: Nanoseconds) -> Bool {
    guard withdraw(id, now) else { return false }
    pump(now)
    return true
  }

  /// Gives up every job that stands outside the stages: the rest drains.
  package mutating func cancelWaiting(at now: Nanoseconds) {
    for id in 0..<Int32(pool.used) { _ = withdraw(id, now) }
    pump(now)
  }

  /// Gives up every job, those at work too: their workers vanish with them.
  package mutating func cancelAll(at now: Nanoseconds) {
    for s in 0..<stageCount {
      let first = stages[s].firstWorker
      for id in first..<(first + stages[s].workerCount) where workers[id].state != .absent {
        vanish(Int32(id), s, now)
      }
      while !stages[s].waiting.isEmpty {
        let id = (stages + s).pointee.waiting.removeFirst()
        (recorder.stages + s).pointee.buffer.decrement(at: now)
        if pool.jobs[Int(id)].isAbandoned {
          discard(id)
        } else {
          pool.jobs[Int(id)].state = .leased
          passageLost()
        }
      }
      updateBatchClock(s, now)
    }
    cancelWaiting(at: now)
  }

  /// Ends a job that no worker and no buffer holds.
  private mutating func withdraw(_ id: Int32, _ now: Nanoseconds) -> Bool {
    switch job(id).pointee.state {
    case .atSource:
      blockedSources.remove(id)
      commands.append(.admitted, id: id)
    case .queued:
      queue.remove(id, jobs: pool.jobs)
      if queueExcess > 0 { queueExcess = max(0, queue.count - queueCapacity) }
      recorder.queue.decrement(at: now)
    case .backingOff, .leased: break
    case .free, .buffered, .inService, .blocked: return false
    }
    end(id, as: .cancelled, now)
    return true
  }
}
