import HeadgateCore
import Synchronization

/// Hands events on, but for the fault.
final class EventDisturber: Sendable {
  private let fault: DisturbedSimulator.Fault
  private let sink: (@Sendable ([TraceEvent]) -> Void)?
  private let count = Mutex<UInt64>(0)

  init(fault: DisturbedSimulator.Fault, sink: (@Sendable ([TraceEvent]) -> Void)?) {
    self.fault = fault
    self.sink = sink
  }

  func tell(_ events: [TraceEvent]) {
    let first = count.withLock { count in
      defer { count += UInt64(events.count) }
      return count
    }
    var told = events
    switch fault {
    case .event(let place):
      if place >= first, place < first + UInt64(events.count) {
        told[Int(place - first)].time += 1
      }
    case .silence(let place):
      told = Array(events.prefix(Int(max(place, first) - first)))
    case .none, .seed, .addition, .metric: break
    }
    if !told.isEmpty { sink?(told) }
  }

  func finish() {
    if case .addition = fault { sink?([TraceEvent(time: 1, kind: .restored, stage: 0)]) }
  }
}
