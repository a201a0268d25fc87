/// Faults that befall workers or their leases; all others befall batches (rules F6, F8).
extension Pipeline {
  package mutating func begin(_ fault: FaultSettings, at now: Nanoseconds) {
    switch fault.effect {
    case .crash(let count): crash(stage: fault.stage, count: count, at: now)
    case .heartbeatsLost: loseHeartbeats(now)
    case .slowdown, .errors, .outage, .stall, .quota, .flush: break
    }
  }

  package mutating func end(_ fault: FaultSettings, at now: Nanoseconds) {
    switch fault.effect {
    case .crash(let count): restore(stage: fault.stage, count: count, at: now)
    case .heartbeatsLost: regainHeartbeats(now)
    case .slowdown, .errors, .outage, .stall, .quota, .flush: break
    }
  }
}
