import HeadgateCore

extension TimerToken {
  private static let machineKinds: UInt8 = 32

  /// A timer of the machine.
  static func machine(_ timer: PipelineTimer, id: Int32) -> TimerToken {
    TimerToken(kind: timer.rawValue, id: id)
  }

  /// The machine's timer that this is.
  var machineTimer: PipelineTimer? {
    kind < Self.machineKinds ? PipelineTimer(rawValue: kind) : nil
  }

  /// The host's own, by a number that it gives.
  static func host(_ id: Int32) -> TimerToken { TimerToken(kind: 32, id: id) }
  /// Whether the run is over must be looked at, though nothing happens.
  static let look = TimerToken(kind: 33)
  /// A batch has taken as long as its stage allows.
  static func timeout(worker: Int32, batch: UInt32) -> TimerToken {
    TimerToken(kind: 34, id: worker, generation: batch)
  }

  var isHost: Bool { kind == 32 }
  var isTimeout: Bool { kind == 34 }
}
