import HeadgateCore

/// Smaller scenarios: whole parts left out.
extension RunSpecification {
  /// A copy, changed.
  func with(_ change: (inout RunSpecification) -> Void) -> RunSpecification {
    var copy = self
    change(&copy)
    return copy
  }

  /// Without any fault, and without each one.
  var withoutFaults: [RunSpecification] {
    [with { $0.faults = [] }] + faults.indices.map { i in with { $0.faults.remove(at: i) } }
  }

  /// Without each workload, the last one apart.
  var withoutWorkloads: [RunSpecification] {
    guard workloads.count > 1 else { return [] }
    return workloads.indices.map { i in with { $0.workloads.remove(at: i) } }
  }

  /// Without each stage and its faults, the last one apart.
  var withoutStages: [RunSpecification] {
    guard pipeline.stages.count > 1 else { return [] }
    return pipeline.stages.indices.map { i in
      with {
        $0.pipeline.stages.remove(at: i)
        $0.faults = $0.faults.filter { $0.stage != i || $0.effect == .heartbeatsLost }.map {
          fault in
          var moved = fault
          if fault.stage > i { moved.stage -= 1 }
          return moved
        }
      }
    }
  }

  /// Half of the time, the jobs or the clients.
  var withLessLoad: [RunSpecification] {
    var smaller: [RunSpecification] = []
    if let items = limits.items, items > 1 {
      smaller.append(withItems(items / 2))
      smaller.append(withItems(items - 1))
    }
    if let duration = limits.duration, duration > 1 {
      smaller.append(with { $0.limits.duration = duration / 2 })
      smaller.append(with { $0.limits.duration = duration - duration / 8 })
    }
    if limits.warmup > 0 { smaller.append(withWarmup(0)) }
    for (i, workload) in workloads.enumerated() {
      switch workload.arrivals {
      case .closed(let clients, let thinkTime) where clients > 1:
        smaller.append(
          with { $0.workloads[i].arrivals = .closed(clients: clients / 2, thinkTime: thinkTime) })
      case .trace(let entries) where entries.count > 1:
        for kept in [entries.prefix(entries.count / 2), entries.dropLast()] {
          smaller.append(with { $0.workloads[i].arrivals = .trace(Array(kept)) })
        }
      default: break
      }
    }
    return smaller
  }

  /// A burst is as large as the run's number of jobs.
  private func withItems(_ items: Int) -> RunSpecification {
    with {
      $0.limits.items = items
      for i in $0.workloads.indices {
        if case .burst(_, let at) = $0.workloads[i].arrivals {
          $0.workloads[i].arrivals = .burst(items: items, at: at)
        }
      }
    }
  }

  private func withWarmup(_ warmup: Nanoseconds) -> RunSpecification {
    with {
      $0.limits.warmup = warmup
      for i in $0.workloads.indices {
        if case .burst(let items, _) = $0.workloads[i].arrivals {
          $0.workloads[i].arrivals = .burst(items: items, at: warmup)
        }
      }
    }
  }
}
