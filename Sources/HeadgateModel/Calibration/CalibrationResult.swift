public import HeadgateCore

/// What a recording says of a source of jobs.
public struct WorkloadCalibration: Sendable, Equatable {
  public var name: String
  public var jobs: Int
  /// In the words of a scenario file: `poisson, 3 rates`, `recorded`, `as in the scenario`.
  public var arrivals: String
  /// Of the gaps, each over the mean of its stretch, and P that they are exponential; `nil` where
  /// nothing was fitted.
  public var cv: Double?
  public var poissonPValue: Double?
  /// The same of sizes: their family, and Kolmogorov and Smirnov's D.
  public var sizes: String
  public var sizeDistance: Double?
  public var notes: [String]

  public init(
    name: String, jobs: Int, arrivals: String, cv: Double? = nil, poissonPValue: Double? = nil,
    sizes: String, sizeDistance: Double? = nil, notes: [String] = []
  ) {
    self.name = name
    self.jobs = jobs
    self.arrivals = arrivals
    self.cv = cv
    self.poissonPValue = poissonPValue
    self.sizes = sizes
    self.sizeDistance = sizeDistance
    self.notes = notes
  }
}

/// The written scenario in the simulator against the run that it came from, or against repetitions of
/// that run which it has not seen.
public struct CalibrationCheck: Sendable, Equatable {
  public var measures: [FidelityMeasure]
  /// The same of the scenario as it was before; `nil` where there was none.
  public var before: [FidelityMeasure]?
  /// Repetitions that were measured against; 0 where it is the run itself.
  public var heldOut: Int
  /// Universes that were simulated; 1 where the draws are the run's own.
  public var universes: Int
  public var busiestStage: String
  public var utilization: Double
  /// What the bands are multiplied by for the load; `nil` where the load is too high to judge.
  public var widening: Double?

  public init(
    measures: [FidelityMeasure], before: [FidelityMeasure]?, heldOut: Int = 0, universes: Int,
    busiestStage: String, utilization: Double, widening: Double?
  ) {
    self.measures = measures
    self.before = before
    self.heldOut = heldOut
    self.universes = universes
    self.busiestStage = busiestStage
    self.utilization = utilization
    self.widening = widening
  }

  public var verdict: FidelityVerdict { .whole(measures.lazy.map(\.verdict)) }
}

/// A scenario made of a recorded run, and how well it tells that run.
public struct CalibrationResult: Sendable, Equatable {
  public static let schemaVersion = 1

  /// Path of the trace, or `run 17`, as given on the command line.
  public var source: String
  /// Of the trace's file, or of the run's scenario.
  public var sourceSHA256: String
  /// Path of the scenario that the rest comes from; `nil` without one.
  public var like: String?
  public var name: String
  public var stages: [StageCalibration]
  public var workloads: [WorkloadCalibration]
  /// Settings that the recording cannot tell and no scenario told: what was written for them.
  public var missing: [String]
  public var notes: [String]
  /// What was written.
  public var specification: RunSpecification
  public var check: CalibrationCheck
  /// The file's text.
  public var text: String
  /// Files beside it.
  public var files: [SideFile]

  public struct SideFile: Sendable, Equatable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  public init(
    source: String, sourceSHA256: String, like: String?, name: String,
    stages: [StageCalibration], workloads: [WorkloadCalibration], missing: [String],
    notes: [String], specification: RunSpecification, check: CalibrationCheck, text: String,
    files: [SideFile]
  ) {
    self.source = source
    self.sourceSHA256 = sourceSHA256
    self.like = like
    self.name = name
    self.stages = stages
    self.workloads = workloads
    self.missing = missing
    self.notes = notes
    self.specification = specification
    self.check = check
    self.text = text
    self.files = files
  }
}
