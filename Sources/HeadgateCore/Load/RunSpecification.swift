/// How long load is offered and what is measured (rules N1, N2).
public struct LoadLimits: Sendable, Equatable {
  /// Arrivals are offered before this moment; `nil` leaves the end to `items` or to the workloads.
  public var duration: Nanoseconds?
  /// Load ends after so many jobs whose intended arrival is not in the warm-up.
  public var items: Int?
  /// Jobs with an earlier intended arrival are left out of every statistic.
  public var warmup: Nanoseconds
  /// How long the pipeline may drain after the load has ended.
  public var drainTimeout: Nanoseconds

  public init(
    duration: Nanoseconds? = nil, items: Int? = nil, warmup: Nanoseconds = 0,
    drainTimeout: Nanoseconds = 60 * .second
  ) {
    self.duration = duration
    self.items = items
    self.warmup = warmup
    self.drainTimeout = drainTimeout
  }
}

/// All that a driver needs to run one variant; with a replication number it is one run.
public struct RunSpecification: Sendable, Equatable {
  public var seed: UInt64
  public var pipeline: PipelineSettings
  public var workloads: [WorkloadSettings]
  public var faults: [FaultSettings]
  public var limits: LoadLimits
  /// Figures over windows that results are to hold. They cost nothing where there are none, and
  /// there are none of a load that does not end at a known time.
  public var windowFigures: [WindowFigure]

  public init(
    seed: UInt64, pipeline: PipelineSettings, workloads: [WorkloadSettings],
    faults: [FaultSettings] = [], limits: LoadLimits,
    windowFigures: [WindowFigure] = []
  ) {
    self.seed = seed
    self.pipeline = pipeline
    self.workloads = workloads
    self.faults = faults
    self.limits = limits
    self.windowFigures = windowFigures
  }
}
