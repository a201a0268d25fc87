/// One candidate and what it came to: what a search keeps, and goes on from.
public struct TuningEvaluation: Sendable, Equatable {
  /// Position among all of the study, from 0.
  public var index: Int
  /// 0 is the first population.
  public var generation: Int
  /// The member of the population that it was to take the place of.
  public var slot: Int
  /// A number in [0, 1) a parameter of the space.
  public var point: [Double]
  /// What the point means: the parameters whose conditions hold.
  public var settings: [VariantSetting]
  /// `figures[scenario][replication][metric]`: of the scenarios that are not held out, in order, and
  /// of `TuningSpace.figureNames`. Fewer replications where it was given up.
  public var figures: [[[Double?]]]
  /// Whether the race gave it up before its last replication.
  public var isAbandoned: Bool
  /// Why the settings make no scenario that runs; there are no figures then. `nil` of all others.
  public var problem: String?

  public init(
    index: Int, generation: Int, slot: Int, point: [Double], settings: [VariantSetting],
    figures: [[[Double?]]], isAbandoned: Bool, problem: String? = nil
  ) {
    self.index = index
    self.generation = generation
    self.slot = slot
    self.point = point
    self.settings = settings
    self.figures = figures
    self.isAbandoned = isAbandoned
    self.problem = problem
  }
}
