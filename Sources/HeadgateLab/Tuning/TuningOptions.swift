public import HeadgateModel

/// What a study tells while it runs, what stops it, and what it does beyond the search.
public struct TuningOptions: Sendable {
  /// Told the candidates that are new since the last call, in order, after each generation, and what
  /// had finished when the study was stopped. Those that a store gave back are not told again.
  /// Called from one task, one call at a time.
  public var evaluated: (@Sendable ([TuningEvaluation]) -> Void)?
  /// Told about once a run has ended; it must return quickly.
  public var progress: (@Sendable (TuningProgress) -> Void)?
  /// Polled from any thread; once it answers true, running simulations stop. Cancelling the task does
  /// the same.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Puts the order of the best and the presets on the wall clock; `nil` leaves it out.
  public var confirmation: TuningConfirmationSettings?

  public init(
    evaluated: (@Sendable ([TuningEvaluation]) -> Void)? = nil,
    progress: (@Sendable (TuningProgress) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil,
    confirmation: TuningConfirmationSettings? = nil
  ) {
    self.evaluated = evaluated
    self.progress = progress
    self.isCancelled = isCancelled
    self.confirmation = confirmation
  }
}

/// How the order of the best is put to the test on the wall clock.
public struct TuningConfirmationSettings: Sendable {
  /// The live engine.
  public var backend: any RunBackend
  /// What is run: a live run takes as long as its load lasts, so mostly a shortened scenario.
  public var template: ScenarioTemplate
  /// Runs of every entrant; the median counts.
  public var runs: Int

  public init(backend: any RunBackend, template: ScenarioTemplate, runs: Int = 3) {
    precondition(runs >= 1, "a median needs a run")
    self.backend = backend
    self.template = template
    self.runs = runs
  }
}
