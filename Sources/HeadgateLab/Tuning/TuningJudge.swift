import HeadgateModel
import HeadgateStatistics

/// What figures are worth: objectives as gains over the scenario as it stands, and constraints.
///
/// An objective is the logarithm of the ratio to the scenario as it stands in the same universe,
/// turned so that less is better; over scenarios the largest or the weighted mean of them counts, in
/// each universe. A small amount is added to either side of the ratio, so that a count may be 0.
struct TuningJudge: Sendable {
  /// `[scenario][replication][metric]`.
  typealias Figures = [[[Double?]]]

  let objectives: [TuningObjective]
  let constraints: [TuningConstraint]
  let aggregate: TuningSpace.Aggregate
  /// Of each scenario.
  let weights: [Double]
  let names: [String]
  /// What is added to either side of a metric's ratio.
  private let floors: [Double]
  private let objectivePlaces: [Int]
  private let constraintPlaces: [Int]
  private let offeredPlaces: [Int?]
  private let catalogue: MetricCatalogue

  /// Violation of a constraint on a metric that no sample stands behind, and of an objective.
  private static let missing = 10.0

  init(_ space: TuningSpace, weights: [Double], catalogue: MetricCatalogue) {
    objectives = space.objectives
    constraints = space.constraints
    aggregate = space.aggregate
    self.weights = weights
    self.catalogue = catalogue
    let names = space.figureNames
    self.names = names
    func place(_ metric: MetricReference) -> Int {
      guard let place = names.firstIndex(of: metric.description) else {
        preconditionFailure("a space names \(metric)")
      }
      return place
    }
    floors = names.map { Self.floor(of: catalogue.unit(ofFigure: $0)) }
    objectivePlaces = space.objectives.map { place($0.metric) }
    constraintPlaces = space.constraints.map { place($0.metric) }
    offeredPlaces = space.constraints.map { constraint in
      guard case .absolute(let threshold) = constraint, threshold.takesShareOfOffered else {
        return nil
      }
      return place(MetricReference(name: "offered", tags: threshold.metric.tags))
    }
  }

  /// What kind of quantity a figure is.
  func kind(of name: String) -> QuantityKind {
    catalogue.unit(ofFigure: name).flatMap { QuantityKind(rawValue: $0.rawValue) } ?? .ratio
  }

  /// Which way a figure is better.
  func direction(of name: String) -> PreferredDirection {
    let better = catalogue.definition(String(name.prefix { $0 != "{" }))?.better
    return better.flatMap { PreferredDirection(rawValue: $0.rawValue) } ?? .neither
  }

  /// What is too little to matter of a quantity.
  private static func floor(of unit: MetricUnit?) -> Double {
    switch unit {
    case .seconds: 1e-6
    case .perSecond: 1e-3
    case .share: 1e-3
    case .count: 1
    case .ratio, nil: 1e-3
    }
  }

  // MARK: Objectives

  /// The logarithm of the ratio to the baseline, turned so that less is better; `nil` without samples.
  func gain(
    _ objective: Int, _ figures: [Double?], over baseline: [Double?]
  ) -> Double? {
    let place = objectivePlaces[objective]
    guard let own = figures[place], let other = baseline[place] else { return nil }
    let ratio = SpecialFunctions.log((own + floors[place]) / (other + floors[place]))
    return objectives[objective].goal == .minimize ? ratio : -ratio
  }

  /// An objective by replication, over all scenarios; `nil` where one has no sample.
  func values(_ objective: Int, of figures: Figures, over baseline: Figures) -> [Double?] {
    let replications = figures.map(\.count).min() ?? 0
    return (0..<replications).map { replication in
      var gains: [Double] = []
      for scenario in figures.indices {
        guard
          let gain = gain(
            objective, figures[scenario][replication], over: baseline[scenario][replication])
        else { return nil }
        gains.append(gain)
      }
      return combined(gains)
    }
  }

  private func combined(_ gains: [Double]) -> Double {
    switch aggregate {
    case .worst: return gains.max() ?? 0
    case .mean:
      let sum = zip(gains, weights).reduce(0) { $0 + $1.0 * $1.1 }
      return sum / weights.reduce(0, +)
    }
  }

  // MARK: Constraints

  /// By how much figures break a constraint on a scenario in each replication, as a share of the
  /// limit; negative where they do not. Replications without a sample are left out.
  func excess(
    _ constraint: Int, _ scenario: Int, of figures: Figures, over baseline: Figures
  ) -> [Double] {
    let replications = min(figures[scenario].count, baseline[scenario].count)
    let limit = limit(constraint, scenario, replications, baseline)
    let scale = max(limit?.magnitude ?? 1, floors[constraintPlaces[constraint]])
    return (0..<replications).compactMap { replication in
      guard let value = observed(constraint, figures[scenario][replication]) else { return nil }
      let limit: Double
      switch constraints[constraint] {
      case .absolute(let threshold): limit = threshold.limit
      case .relative(let regression):
        let own = baseline[scenario][replication][constraintPlaces[constraint]]
        guard let own else { return nil }
        limit = regression.share * own
      }
      switch constraints[constraint].comparison {
      case .less, .lessOrEqual: return (value - limit) / scale
      case .greater, .greaterOrEqual: return (limit - value) / scale
      case .equal: return (value - limit).magnitude / scale
      }
    }
  }

  /// What a constraint is about in one replication: a share of the offered jobs where it asks for one.
  func observed(_ constraint: Int, _ figures: [Double?]) -> Double? {
    guard let value = figures[constraintPlaces[constraint]] else { return nil }
    guard let place = offeredPlaces[constraint] else { return value }
    guard let offered = figures[place], offered > 0 else { return nil }
    return value / offered
  }

  /// What a constraint is about, in the mean over the replications that have it.
  func mean(_ constraint: Int, _ figures: [[Double?]]) -> Double? {
    MeanInterval(figures.compactMap { observed(constraint, $0) })?.mean
  }

  /// The limit of a constraint in the mean; `nil` where it is a share of what has no sample.
  private func limit(
    _ constraint: Int, _ scenario: Int, _ replications: Int, _ baseline: Figures
  ) -> Double? {
    switch constraints[constraint] {
    case .absolute(let threshold): return threshold.limit
    case .relative(let regression):
      return mean(constraint, Array(baseline[scenario].prefix(replications)))
        .map { $0 * regression.share }
    }
  }

  /// Whether a constraint holds on a scenario in the mean; a missing sample is a miss.
  func holds(_ constraint: Int, _ scenario: Int, of figures: Figures, over baseline: Figures)
    -> Bool
  {
    guard let value = mean(constraint, figures[scenario]),
      let limit = limit(constraint, scenario, figures[scenario].count, baseline)
    else { return false }
    return constraints[constraint].comparison.holds(value, limit)
  }

  // MARK: Appraisal

  /// Violation and objectives in the mean over the replications that there are.
  func appraisal(of figures: Figures, over baseline: Figures) -> Appraisal {
    guard let replications = figures.map(\.count).min(), replications > 0 else { return .none }
    var violation = 0.0
    for constraint in constraints.indices {
      for scenario in figures.indices
      where !holds(constraint, scenario, of: figures, over: baseline) {
        let excess = excess(constraint, scenario, of: figures, over: baseline)
        // At an open limit's very edge nothing is in excess, and yet it does not hold.
        violation +=
          excess.isEmpty ? Self.missing : max(SampleMoments(excess).mean, 1e-9)
      }
    }
    var means: [Double] = []
    for objective in objectives.indices {
      let values = values(objective, of: figures, over: baseline)
      let known = values.compactMap { $0 }
      if known.count < values.count { violation += Self.missing }
      means.append(known.isEmpty ? .infinity : SampleMoments(known).mean)
    }
    return Appraisal(violation: violation, objectives: means)
  }

  /// Whether all constraints hold beyond what chance does in 19 of 20 cases.
  func isSurelyFeasible(_ figures: Figures, over baseline: Figures) -> Bool {
    guard appraisal(of: figures, over: baseline).isFeasible else { return false }
    for constraint in constraints.indices {
      for scenario in figures.indices {
        let excess = excess(constraint, scenario, of: figures, over: baseline)
        guard let interval = MeanInterval(excess, level: 0.9) else { return false }
        if let high = interval.high, high > 0 { return false }
      }
    }
    return true
  }
}

extension TuningConstraint {
  var comparison: Comparison {
    switch self {
    case .absolute(let threshold): threshold.comparison
    case .relative(let regression): regression.comparison
    }
  }
}

extension Threshold {
  /// Whether a replication's count is to be divided by the offered jobs; over windows the run has
  /// done that itself.
  var takesShareOfOffered: Bool {
    isShareOfOffered && !metric.tags.contains { $0.key == .over }
  }
}
