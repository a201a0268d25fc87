import HeadgateCore
import Synchronization

/// How each measured job of one run ended, by what its random numbers belong to: the same job in
/// every run, whatever the order of submissions.
final class JobOutcomes: Sendable {
  struct Identity: Hashable, Sendable {
    var workload: Int
    var entity: UInt64
  }

  struct End: Sendable, Equatable {
    var kind: TraceKind
    /// From the intended arrival.
    var latency: Nanoseconds
  }

  /// Jobs kept of a run; those that end later are left out.
  static let most = 5_000_000

  private let ends = Mutex<[Identity: End]>([:])

  func add(_ events: [TraceEvent]) {
    ends.withLock { ends in
      for event in events {
        guard let origin = event.origin, origin.isMeasured, ends.count < Self.most else {
          continue
        }
        ends[Identity(workload: origin.workload, entity: origin.entity)] = End(
          kind: event.kind, latency: event.time - origin.intended)
      }
    }
  }

  var all: [Identity: End] { ends.withLock { $0 } }
}
