public import HeadgateCore

/// One replication that two backends carried out differently.
public struct Divergence: Sendable, Equatable {
  public var variant: String
  public var replication: Int
  public var seed: UInt64
  /// What differs: a part of the result, and its two values in words.
  public var differences: [ResultDifference]
  /// The stages, by whose positions events name them.
  public var stages: [StageSettings]
  public var events: EventComparison

  public init(
    variant: String, replication: Int, seed: UInt64, differences: [ResultDifference],
    stages: [StageSettings], events: EventComparison
  ) {
    self.variant = variant
    self.replication = replication
    self.seed = seed
    self.differences = differences
    self.stages = stages
    self.events = events
  }
}

/// A part of a result that two backends give differently.
public struct ResultDifference: Sendable, Equatable {
  /// `digest`, `latency.p99`, `histogram embed.wait`, …
  public var what: String
  /// In words; empty where the values are too long to show.
  public var reference: String
  public var candidate: String

  public init(what: String, reference: String = "", candidate: String = "") {
    self.what = what
    self.reference = reference
    self.candidate = candidate
  }
}

/// What running both backends again, event by event, showed.
public enum EventComparison: Sendable, Equatable {
  /// The streams part here.
  case diverged(EventDivergence)
  /// All events are the same, so many of them: what differs is in the books alone.
  case same(UInt64)
  /// Run again, a backend told other events than before: it is not deterministic.
  case notRepeatable(RunMode)
  /// The search was stopped.
  case notSearched
}

/// The first event in which two streams differ.
public struct EventDivergence: Sendable, Equatable {
  /// Its position in the streams, from 0.
  public var index: UInt64
  /// The last events before it, the same on both sides, the latest last.
  public var context: [TraceEvent]
  /// The first events from `index` on; empty where the stream had ended.
  public var reference: [TraceEvent]
  public var candidate: [TraceEvent]

  public init(
    index: UInt64, context: [TraceEvent], reference: [TraceEvent], candidate: [TraceEvent]
  ) {
    self.index = index
    self.context = context
    self.reference = reference
    self.candidate = candidate
  }
}
