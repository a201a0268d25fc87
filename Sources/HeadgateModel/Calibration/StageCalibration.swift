public import HeadgateCore

/// What a recording says of one stage.
public struct StageCalibration: Sendable, Equatable {
  /// A family of distributions, and by how much of BIC it is behind the best one.
  public struct Family: Sendable, Equatable {
    public var name: String
    public var behind: Double

    public init(name: String, behind: Double) {
      self.name = name
      self.behind = behind
    }
  }

  /// How well the family of what remains per item fits.
  public struct Fit: Sendable, Equatable {
    /// The one that was chosen: the simplest of those that BIC does not tell apart from the first.
    public var family: String
    /// Values that it was fitted to, and that the p values are of.
    public var count: Int
    public var tested: Int
    /// Whether the values are whole batches of several items.
    public var isOfSums: Bool
    /// Kolmogorov and Smirnov's D, Anderson and Darling's A², and their p values from a parametric
    /// bootstrap.
    public var distance: Double
    public var distancePValue: Double
    public var weighted: Double
    public var weightedPValue: Double
    /// The families that were tried, by BIC, and how far each is behind the first.
    public var families: [Family]

    public init(
      family: String, count: Int, tested: Int, isOfSums: Bool, distance: Double,
      distancePValue: Double, weighted: Double, weightedPValue: Double, families: [Family]
    ) {
      self.family = family
      self.count = count
      self.tested = tested
      self.isOfSums = isOfSums
      self.distance = distance
      self.distancePValue = distancePValue
      self.weighted = weighted
      self.weightedPValue = weightedPValue
      self.families = families
    }
  }

  /// The recorded durations against those that the scenario had drawn for the same jobs.
  public struct Draws: Sendable, Equatable {
    /// Batches whose draws were made again.
    public var count: Int
    /// Mean drawn time, in seconds.
    public var meanDrawn: Double
    /// Recorded over drawn, by least squares: 1 where the machine only adds to a batch.
    public var slope: Double
    /// The share of the recorded times' variance that the drawn ones explain; `nil` where the drawn
    /// ones do not vary.
    public var rSquared: Double?
    /// Recorded less drawn, in seconds.
    public var meanOverhead: Double
    public var medianOverhead: Double

    public init(
      count: Int, meanDrawn: Double, slope: Double, rSquared: Double?, meanOverhead: Double,
      medianOverhead: Double
    ) {
      self.count = count
      self.meanDrawn = meanDrawn
      self.slope = slope
      self.rSquared = rSquared
      self.meanOverhead = meanOverhead
      self.medianOverhead = medianOverhead
    }
  }

  public var stage: String
  public var batches: Int
  public var attempts: Int
  /// Batches that say nothing of service times: timed out, in an outage, under a fault.
  public var excluded: Int
  /// What goes into the scenario.
  public var service: ServiceSettings
  public var overhead: Nanoseconds
  public var linger: Nanoseconds?
  public var failures: FailureSettings
  /// Of the durations, by the regression; `nil` where nothing was fitted.
  public var rSquared: Double?
  public var fit: Fit?
  public var draws: Draws?
  /// Whether the service model is the one of the scenario that the run came from.
  public var isKept: Bool
  public var notes: [String]

  public init(
    stage: String, batches: Int, attempts: Int, excluded: Int, service: ServiceSettings,
    overhead: Nanoseconds = 0, linger: Nanoseconds? = nil, failures: FailureSettings,
    rSquared: Double? = nil, fit: Fit? = nil, draws: Draws? = nil, isKept: Bool = false,
    notes: [String] = []
  ) {
    self.stage = stage
    self.batches = batches
    self.attempts = attempts
    self.excluded = excluded
    self.service = service
    self.overhead = overhead
    self.linger = linger
    self.failures = failures
    self.rSquared = rSquared
    self.fit = fit
    self.draws = draws
    self.isKept = isKept
    self.notes = notes
  }
}
