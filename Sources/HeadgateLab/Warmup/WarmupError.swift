public import HeadgateCore
public import HeadgateModel

/// Why `warmup: auto` found no warm-up.
public enum WarmupError: Error, Sendable, Equatable {
  /// The workload offers a burst, which has no steady state to warm up to.
  case burst(workload: String)
  /// The backend records no `system` series to find it in.
  case noSeries(mode: RunMode)
  /// MSER-5 needs a longer run: load was offered for `offered`, and `needed` is the least to try.
  case tooShort(offered: Nanoseconds, needed: Nanoseconds)
}

extension WarmupError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .burst(let workload):
      "run.warmup: auto looks for a steady state, and the burst of workload \(workload) has none; "
        + "set run.warmup to a time, or leave it out"
    case .noSeries(let mode):
      "run.warmup: auto needs the number of jobs in the system over time, which mode "
        + "\(mode.rawValue) does not record; set run.warmup to a time"
    case .tooShort(let offered, let needed):
      "run.warmup: auto found no steady state in \(offered.text) of load; offer load for at least "
        + "\(needed.text) (run.duration or run.items), or set run.warmup to a time"
    }
  }
}
