public import HeadgateCore

/// A space file: what may vary, what is wanted, and how it is looked for.
public struct TuningSpace: Sendable, Equatable {
  /// How several scenarios make one figure, in each universe.
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
  /// What the objectives and constraints with `{over: …}` ask of every run.
  public var windowFigures: [WindowFigure]
  public var aggregate: Aggregate
  public var search: TuningSearchSettings

  public init(
    name: String, description: String, path: String, sha256: String,
    parameters: [TuningParameter], objectives: [TuningObjective],
    constraints: [TuningConstraint] = [], windowFigures: [WindowFigure] = [],
    aggregate: Aggregate = .worst, search: TuningSearchSettings
  ) {
    self.name = name
    self.description = description
    self.path = path
    self.sha256 = sha256
    self.parameters = parameters
    self.objectives = objectives
    self.constraints = constraints
    self.windowFigures = windowFigures
    self.aggregate = aggregate
    self.search = search
  }
}

extension TuningSpace {
  /// The figures that a search takes of every run, by their full names, each once: the objectives'
  /// metrics, the constraints', and the offered jobs where a constraint is a share of them.
  public var figureNames: [String] {
    var names: [String] = []
    func add(_ metric: MetricReference) {
      let name = metric.description
      if !names.contains(name) { names.append(name) }
    }
    objectives.forEach { add($0.metric) }
    constraints.forEach { add($0.metric) }
    for case .absolute(let threshold) in constraints where threshold.isShareOfOffered {
      // Over windows the run takes the share itself.
      guard !threshold.metric.tags.contains(where: { $0.key == .over }) else { continue }
      add(MetricReference(name: "offered", tags: threshold.metric.tags))
    }
    return names
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
