/// A named stretch of a run.
public struct PhaseWindow: Sendable, Equatable {
  public var name: String
  public var start: Nanoseconds
  /// `never` where it lasts as long as the run.
  public var end: Nanoseconds

  public init(name: String, start: Nanoseconds, end: Nanoseconds) {
    self.name = name
    self.start = start
    self.end = end
  }
}

/// What jobs are told apart by in a run's books.
package enum JobGrouping: String, Sendable, CaseIterable {
  case workload, priority, phase
}

/// What a run's books are kept by: the measured window, its phases, the groups of jobs.
public struct RecordingPlan: Sendable, Equatable {
  /// The most points of a time series.
  public static let mostPoints = 4096

  public var warmup: Nanoseconds
  /// Where timed load ends: figures of time are taken up to here. `nil` takes them to the run's end.
  public var loadEnd: Nanoseconds?
  /// Step of the time series at the start; it doubles where `mostPoints` do not suffice.
  public var step: Nanoseconds
  /// Distinct names, each with the time of the first workload that names it.
  public var phases: [PhaseWindow]
  public var workloads: [String]
  /// Every priority that a job may have, ascending.
  public var priorities: [Int]
  /// The windows that figures are asked for over, each length once.
  public var windows: [WindowPlan]
  /// How many decisions are kept, from the first.
  public var keptDecisions: Int
  /// Groups of jobs that have figures of their own; those of time have them by phase in any case.
  package var groupings = Set(JobGrouping.allCases)

  public init(
    warmup: Nanoseconds = 0, loadEnd: Nanoseconds? = nil, step: Nanoseconds = .second,
    phases: [PhaseWindow] = [], workloads: [String] = ["default"], priorities: [Int] = [0],
    windows: [WindowPlan] = [], keptDecisions: Int = 1000
  ) {
    self.warmup = warmup
    self.loadEnd = loadEnd
    self.step = step
    self.phases = phases
    self.workloads = workloads
    self.priorities = priorities
    self.windows = windows
    self.keptDecisions = keptDecisions
  }
}

extension RecordingPlan {
  /// The plan for a run's specification.
  public init(_ specification: RunSpecification) {
    var phases: [PhaseWindow] = []
    var priorities: Set<Int> = []
    for workload in specification.workloads {
      var start: Nanoseconds = 0
      for (i, phase) in workload.phases.enumerated() {
        let isLast = i == workload.phases.count - 1
        let end = isLast ? Nanoseconds.never : start &+ phase.duration
        if !phases.contains(where: { $0.name == phase.name }) {
          phases.append(PhaseWindow(name: phase.name, start: start, end: end))
        }
        start = start &+ phase.duration
      }
      for weighted in workload.priorities { priorities.insert(weighted.priority) }
      if case .trace(let entries) = workload.arrivals {
        for entry in entries { if let priority = entry.priority { priorities.insert(priority) } }
      }
    }
    let limits = specification.limits
    let loadEnd = limits.items == nil ? limits.duration : nil
    self.init(
      warmup: limits.warmup, loadEnd: loadEnd,
      step: Self.step(covering: Self.horizon(specification)), phases: phases,
      workloads: specification.workloads.map(\.name), priorities: priorities.sorted(),
      windows: WindowPlan.plans(
        specification.windowFigures, from: limits.warmup, to: loadEnd))
  }

  /// The smallest doubling of one second that covers `horizon` in `mostPoints` steps.
  private static func step(covering horizon: Nanoseconds) -> Nanoseconds {
    var step = Nanoseconds.second
    while horizon / step >= mostPoints { step *= 2 }
    return step
  }

  /// About how long the run will be: a guess for `items`, so that the step seldom has to double.
  private static func horizon(_ specification: RunSpecification) -> Nanoseconds {
    let limits = specification.limits
    if let duration = limits.duration { return duration &+ limits.drainTimeout }
    guard let items = limits.items else { return limits.warmup &+ limits.drainTimeout }
    let rate = specification.workloads.reduce(0.0) { $0 + ($1.phases.last?.endRate ?? 0) }
    guard rate > 0 else { return limits.warmup &+ limits.drainTimeout }
    let seconds = min(Double(items) / rate, 1e9)
    return limits.warmup &+ limits.drainTimeout &+ Nanoseconds(seconds * 1e9)
  }
}
