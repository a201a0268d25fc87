/// What a search found, and what it is worth.
public struct TuningResult: Sendable {
  public static let schemaVersion = 1

  public var space: TuningSpace
  /// The scenarios, held-out ones last.
  public var scenarios: [TuningScenarioName]
  public var history: [TuningGeneration]
  /// Simulated runs by purpose.
  public var runs: TuningRuns
  /// The best candidates and the presets that competed on fresh universes, best first.
  public var finalists: [TuningFinalist]
  /// With several objectives what no other candidate betters, by the first objective; else empty.
  public var front: [TuningFinalist]
  /// The settings that came out: the finalist that was chosen; `nil` where nothing was feasible.
  public var winner: TuningFinalist?
  /// The winner against each preset, on universes that neither search nor choice had seen.
  public var validation: [TuningContest]
  /// By importance, greatest first.
  public var importance: [TuningImportance]
  /// `nil` where it was not asked for.
  public var confirmation: TuningConfirmation?
  public var verdict: TuningVerdict
  public var environment: RunEnvironment

  public init(
    space: TuningSpace, scenarios: [TuningScenarioName], history: [TuningGeneration],
    runs: TuningRuns, finalists: [TuningFinalist], front: [TuningFinalist],
    winner: TuningFinalist?, validation: [TuningContest], importance: [TuningImportance],
    confirmation: TuningConfirmation?, verdict: TuningVerdict, environment: RunEnvironment
  ) {
    self.space = space
    self.scenarios = scenarios
    self.history = history
    self.runs = runs
    self.finalists = finalists
    self.front = front
    self.winner = winner
    self.validation = validation
    self.importance = importance
    self.confirmation = confirmation
    self.verdict = verdict
    self.environment = environment
  }
}

/// A scenario by what identifies it.
public struct TuningScenarioName: Sendable, Equatable {
  public var name: String
  public var path: String
  public var sha256: String
  public var isHeldOut: Bool

  public init(name: String, path: String, sha256: String, isHeldOut: Bool) {
    self.name = name
    self.path = path
    self.sha256 = sha256
    self.isHeldOut = isHeldOut
  }
}

/// How the search stood after a generation.
public struct TuningGeneration: Sendable, Equatable {
  public var generation: Int
  /// Simulated runs so far.
  public var runs: Int
  /// The best feasible candidate's objectives so far, in the metrics' own units, in the mean over
  /// scenarios; empty where none was feasible.
  public var best: [Double]
  /// What the search minimizes: the best candidate's aggregated logarithm of the ratio to the
  /// scenario as it stands; with several objectives minus the front's hypervolume.
  public var progress: Double?
  /// The share of the population that is feasible.
  public var feasible: Double
  public var abandoned: Int

  public init(
    generation: Int, runs: Int, best: [Double], progress: Double?, feasible: Double,
    abandoned: Int
  ) {
    self.generation = generation
    self.runs = runs
    self.best = best
    self.progress = progress
    self.feasible = feasible
    self.abandoned = abandoned
  }
}

/// Simulated runs by what they were for.
public struct TuningRuns: Sendable, Equatable {
  public var search: Int
  public var choice: Int
  public var validation: Int
  public var importance: Int
  /// Candidates that the search looked at; those whose settings had been seen before cost no run.
  public var candidates: Int
  /// Candidates whose settings made no scenario that runs.
  public var invalid: Int

  public init(
    search: Int, choice: Int, validation: Int, importance: Int, candidates: Int, invalid: Int = 0
  ) {
    self.search = search
    self.choice = choice
    self.validation = validation
    self.importance = importance
    self.candidates = candidates
    self.invalid = invalid
  }
}

/// Settings that competed on fresh universes.
public struct TuningFinalist: Sendable, Equatable {
  /// `candidate 412`, or the preset's name; `as it stands` for the scenario's own settings.
  public var name: String
  public var settings: [VariantSetting]
  /// Means by scenario and objective, over fresh universes that are the same for all finalists.
  public var objectives: [[Double]]
  /// Whether all constraints hold in the mean.
  public var isFeasible: Bool
  /// Fresh universes that it ran on: more than the means are of where the choice was close.
  public var replications: Int

  public init(
    name: String, settings: [VariantSetting], objectives: [[Double]], isFeasible: Bool,
    replications: Int
  ) {
    self.name = name
    self.settings = settings
    self.objectives = objectives
    self.isFeasible = isFeasible
    self.replications = replications
  }
}

/// The winner against one preset on one scenario.
public struct TuningContest: Sendable, Equatable {
  /// What the scenario's own settings are called among the opponents.
  public static let asItStands = "as it stands"

  public var scenario: String
  public var isHeldOut: Bool
  /// The preset's name.
  public var opponent: String
  /// Objectives first, then the constraints' metrics, each once.
  public var metrics: [TuningContestMetric]
  /// The constraints by how they came out for both.
  public var constraints: [TuningConstraintOutcome]

  public init(
    scenario: String, isHeldOut: Bool, opponent: String, metrics: [TuningContestMetric],
    constraints: [TuningConstraintOutcome]
  ) {
    self.scenario = scenario
    self.isHeldOut = isHeldOut
    self.opponent = opponent
    self.metrics = metrics
    self.constraints = constraints
  }
}

/// One metric of both sides of a contest, paired by universe.
public struct TuningContestMetric: Sendable, Equatable {
  public var name: String
  public var winner: Double
  public var opponent: Double
  /// The winner's share of the opponent's value, in the geometric mean over the universes, with its
  /// 95 % interval; `nil` where a value was 0 or missing.
  public var ratio: Double?
  public var low: Double?
  public var high: Double?
  /// `better`, `worse`, `same`, `unclear`.
  public var verdict: TuningContestVerdict

  public init(
    name: String, winner: Double, opponent: Double, ratio: Double?, low: Double?, high: Double?,
    verdict: TuningContestVerdict
  ) {
    self.name = name
    self.winner = winner
    self.opponent = opponent
    self.ratio = ratio
    self.low = low
    self.high = high
    self.verdict = verdict
  }
}

public enum TuningContestVerdict: String, Sendable, CaseIterable {
  case better, worse, same, unclear
}

/// A constraint as it came out on the validation's universes.
public struct TuningConstraintOutcome: Sendable, Equatable {
  public var expression: String
  public var winner: Double?
  public var winnerHolds: Bool
  public var opponent: Double?
  public var opponentHolds: Bool

  public init(
    expression: String, winner: Double?, winnerHolds: Bool, opponent: Double?,
    opponentHolds: Bool
  ) {
    self.expression = expression
    self.winner = winner
    self.winnerHolds = winnerHolds
    self.opponent = opponent
    self.opponentHolds = opponentHolds
  }
}

/// What one parameter does to the first objective.
public struct TuningImportance: Sendable, Equatable {
  public var path: String
  /// The winner's value, and the one of the scenario as it stands, where it has one.
  public var value: String
  public var reference: String?
  /// By how much the objective gets worse where this setting alone goes back: a logarithm of the
  /// ratio, with its 95 % interval; `nil` where the setting that goes back makes no scenario that
  /// runs.
  public var loss: Double?
  public var low: Double?
  public var high: Double?
  /// The share of the variance of the objective over all that was looked at which the parameter
  /// explains by itself, from 0 to 1.
  public var explained: Double

  public init(
    path: String, value: String, reference: String?, loss: Double?, low: Double?, high: Double?,
    explained: Double
  ) {
    self.path = path
    self.value = value
    self.reference = reference
    self.loss = loss
    self.low = low
    self.high = high
    self.explained = explained
  }
}

/// The order of the best and the presets, predicted and on the wall clock.
public struct TuningConfirmation: Sendable, Equatable {
  public struct Entrant: Sendable, Equatable {
    public var name: String
    /// The first objective, in its metric's unit.
    public var simulated: Double
    /// Median over the live runs.
    public var measured: Double
    public var runs: [Double]

    public init(name: String, simulated: Double, measured: Double, runs: [Double]) {
      self.name = name
      self.simulated = simulated
      self.measured = measured
      self.runs = runs
    }
  }

  public var scenario: String
  /// In the simulator's order, best first.
  public var entrants: [Entrant]
  /// Pairs that the simulator tells apart (by more than the scatter of the live runs), and how many
  /// of them the live engine puts in the same order.
  public var pairs: Int
  public var agreeing: Int

  public init(scenario: String, entrants: [Entrant], pairs: Int, agreeing: Int) {
    self.scenario = scenario
    self.entrants = entrants
    self.pairs = pairs
    self.agreeing = agreeing
  }
}

/// Whether a preset is published.
public enum TuningVerdict: Sendable, Equatable {
  /// Better than the scenario as it stands, by the first objective, on every scenario that the
  /// search saw, and all constraints hold.
  case better
  /// Not better, and nowhere worse.
  case equivalent
  /// What stands in the way, in words.
  case refused(String)
}

extension TuningVerdict {
  /// Whether what was found is worth a preset.
  public var isPublished: Bool {
    if case .refused = self { false } else { true }
  }
}
