/// A space file: what may vary, what is wanted, and how it is looked for.
public struct TuningSpace: Sendable, Equatable {
  /// How several scenarios make one figure.
  public enum Aggregate: String, Sendable, CaseIterable {
    /// The scenario with the least gain over the scenario as it stands counts.
    case worst
    /// The weighted mean of the gains counts.
    case mean
  }

  /// The name of the preset that comes out.
  public var name: String
  public var description: String
  /// Path as given on the command line.
  public var path: String
  /// SHA-256, in hexadecimal, of what decides a result: the document without its layout.
  public var sha256: String
  /// In the order of the file; a condition names a parameter that stands before it.
  public var parameters: [TuningParameter]
  /// At least one; several make a front.
  public var objectives: [TuningObjective]
  public var constraints: [TuningConstraint]
  public var aggregate: Aggregate
  public var search: TuningSearchSettings

  public init(
    name: String, description: String, path: String, sha256: String,
    parameters: [TuningParameter], objectives: [TuningObjective],
    constraints: [TuningConstraint] = [], aggregate: Aggregate = .worst,
    search: TuningSearchSettings
  ) {
    self.name = name
    self.description = description
    self.path = path
    self.sha256 = sha256
    self.parameters = parameters
    self.objectives = objectives
    self.constraints = constraints
    self.aggregate = aggregate
    self.search = search
  }
}

/// How a search is carried out.
public struct TuningSearchSettings: Sendable, Equatable {
  /// Decides the search's own draws; the scenarios keep their seeds.
  public var seed: UInt64
  /// Simulated runs that the search may take: a replication of a scenario is one.
  public var runs: Int
  /// Replications that a candidate is judged by, the same for all.
  public var replications: Int
  /// Candidates a generation.
  public var population: Int

  public init(seed: UInt64 = 1, runs: Int, replications: Int = 6, population: Int) {
    self.seed = seed
    self.runs = runs
    self.replications = replications
    self.population = population
  }

  /// What is taken where the file says nothing: 300 runs a parameter, populations of
  /// max(16, 3 a parameter).
  public static func standard(parameters: Int) -> TuningSearchSettings {
    TuningSearchSettings(runs: 300 * parameters, population: max(16, 3 * parameters))
  }
}
