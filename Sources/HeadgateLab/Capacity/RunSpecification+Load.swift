package import HeadgateCore

extension RunSpecification {
  /// The specification under a load that is `factor` times as high.
  ///
  /// Open arrivals come at so many times the rate, closed clients are so many times as many (rounded,
  /// at least one), a burst holds so many times the jobs, and a recording is gone through so many
  /// times as fast, with the stretches of time that are its own. Job k of a workload stays what it is:
  /// its draws belong to it, so loads meet common random numbers (rule R1).
  package func loaded(by factor: Double) -> RunSpecification {
    precondition(factor > 0 && factor.isFinite, "a load is above nothing")
    guard factor != 1 else { return self }
    var specification = self
    for place in specification.workloads.indices {
      specification.workloads[place].scale(by: factor)
      if case .burst(let items, _) = specification.workloads[place].arrivals {
        specification.limits.items = limits.items.map { _ in items }
      }
    }
    if workloads.allSatisfy(\.isRecorded) {
      specification.limits.warmup = limits.warmup.shortened(by: factor)
      specification.limits.duration = limits.duration.map { $0.shortened(by: factor) }
    }
    return specification
  }

  /// Clients of all closed workloads; `nil` where there is none.
  var closedClients: Int? {
    let counts = workloads.compactMap { workload -> Int? in
      if case .closed(let clients, _) = workload.arrivals { clients } else { nil }
    }
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }
}

extension WorkloadSettings {
  fileprivate var isRecorded: Bool {
    if case .trace = arrivals { true } else { false }
  }

  fileprivate mutating func scale(by factor: Double) {
    switch arrivals {
    case .poisson, .constant, .gamma:
      for phase in phases.indices {
        phases[phase].rate *= factor
        phases[phase].endRate *= factor
      }
    case .closed(let clients, let thinkTime):
      arrivals = .closed(clients: clients.multiplied(by: factor), thinkTime: thinkTime)
    case .burst(let items, let at):
      arrivals = .burst(items: items.multiplied(by: factor), at: at)
    case .trace(let entries):
      arrivals = .trace(
        entries.map { entry in
          var entry = entry
          entry.at = entry.at.shortened(by: factor)
          return entry
        })
      for phase in phases.indices {
        phases[phase].duration = phases[phase].duration.shortened(by: factor)
      }
    }
  }
}

extension Int {
  /// Rounded, at least 1.
  fileprivate func multiplied(by factor: Double) -> Int {
    Swift.max(1, Int((Double(self) * factor).rounded()))
  }
}

extension Nanoseconds {
  fileprivate func shortened(by factor: Double) -> Nanoseconds {
    self == .never ? self : Nanoseconds((Double(self) / factor).rounded())
  }
}
