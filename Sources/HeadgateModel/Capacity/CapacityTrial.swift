/// What came of one load, or of one value of the setting that is varied.
public struct CapacityTrial: Sendable, Equatable {
  /// How busy a stage is.
  public struct Stage: Sendable, Equatable {
    public var name: String
    /// The share of its workers' time that is spent in service, from 0 to 1.
    public var utilization: Double

    public init(name: String, utilization: Double) {
      self.name = name
      self.utilization = utilization
    }
  }

  /// The load's factor, or the setting's value.
  public var position: Double
  /// Closed clients at that load; `nil` where load does not come from any.
  public var clients: Int?
  /// Jobs per second of the measured window, in the mean over the replications.
  public var offered: Double?
  public var throughput: Double?
  /// The thresholds of severity `error`, in the order of the file.
  public var demands: [CapacityDemand]
  /// Replications that had jobs in flight when `drainTimeout` was over.
  public var undrained: Int
  /// In the order of the chain.
  public var stages: [Stage]
  /// Whether jobs wait longer for tokens than for workers.
  public var isPacedByTokens: Bool
  /// Self-checks that did not hold, in words: the figures are not to be trusted.
  public var alarms: [String]

  public init(
    position: Double, clients: Int?, offered: Double?, throughput: Double?,
    demands: [CapacityDemand], undrained: Int, stages: [Stage], isPacedByTokens: Bool,
    alarms: [String]
  ) {
    self.position = position
    self.clients = clients
    self.offered = offered
    self.throughput = throughput
    self.demands = demands
    self.undrained = undrained
    self.stages = stages
    self.isPacedByTokens = isPacedByTokens
    self.alarms = alarms
  }

  /// Whether the thresholds hold and the pipeline drained.
  public var meets: Bool { undrained == 0 && demands.allSatisfy(\.ok) }

  /// Whether some of the thresholds, or all of them, hold beyond the chance of these universes.
  public func surelyMeets(_ expressions: [String]? = nil) -> Bool {
    undrained == 0
      && demands.allSatisfy {
        expressions?.contains($0.threshold.expression) == false || $0.isSure
      }
  }

  /// Whether other universes might well say that they hold.
  public func possiblyMeets(_ expressions: [String]? = nil) -> Bool {
    undrained == 0
      && demands.allSatisfy {
        expressions?.contains($0.threshold.expression) == false || $0.isPossible
      }
  }

  public var missed: [CapacityDemand] { demands.filter { !$0.ok } }

  /// The stage whose workers are busiest; the first of several.
  public var busiestStage: Stage? {
    stages.reduce(nil as Stage?) { busiest, stage in
      if let busiest, busiest.utilization >= stage.utilization { return busiest }
      return stage
    }
  }
}
