public import HeadgateCore
public import HeadgateModel

/// Successive events of one replication.
public struct TraceLot: Sendable, Equatable {
  public var variant: String
  public var mode: RunMode
  public var replication: Int
  /// The variant's stages, by whose positions the events name them.
  public var stages: [StageSettings]
  /// At least one, in order.
  public var events: [TraceEvent]

  public init(
    variant: String, mode: RunMode, replication: Int, stages: [StageSettings],
    events: [TraceEvent]
  ) {
    self.variant = variant
    self.mode = mode
    self.replication = replication
    self.stages = stages
    self.events = events
  }
}
