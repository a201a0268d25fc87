/// A search for what no other point betters in several objectives: generalized differential
/// evolution 3 (Kukkonen and Lampinen, 2005).
///
/// A trial that is nowhere worse takes its member's place; one that is dominated goes; of others both
/// stay, and the population is cut back by non-dominated sorting and crowding (Deb and others, 2002).
/// Constraints come first. The variation is that of `DifferentialEvolution`, towards a member of the
/// first front by lot.
public struct GDE3: Sendable, Equatable {
  public let dimensions: Int
  public let population: Int
  /// Empty before the first `tell`.
  public private(set) var members: [SearchMember] = []
  public let variation: Variation
  private var random: Xoshiro256PlusPlus
  private let start: [[Double]]

  /// - Parameters:
  ///   - population: At least 4.
  ///   - start: Points of the first generation; a Latin hypercube fills it up.
  public init(
    dimensions: Int, population: Int, start: [[Double]] = [], seed: UInt64,
    variation: Variation = Variation()
  ) {
    precondition(dimensions >= 1, "a search has a dimension")
    precondition(population >= 4, "a population has four members at least")
    self.dimensions = dimensions
    self.population = population
    self.variation = variation
    random = Xoshiro256PlusPlus(seed: seed)
    self.start = LatinHypercube.filled(
      start, to: population, dimensions: dimensions, using: &random)
  }

  /// The points of the next generation: one a member.
  public mutating func ask() -> [[Double]] {
    guard !members.isEmpty else { return start }
    let leaders = NondominatedSort.fronts(members.map(\.appraisal))[0]
    let points = members.map(\.point)
    return points.indices.map { slot in
      let leader = leaders[random.below(leaders.count)]
      return variation.trial(of: slot, in: points, towards: points[leader], using: &random)
    }
  }

  /// Takes what the points of a generation came to, in its order.
  ///
  /// - Parameter trials: `nil` where a point was given up or never looked at. Of the first generation
  ///   all are there.
  public mutating func tell(_ trials: [SearchMember?]) {
    guard !members.isEmpty else {
      members = trials.map { trial in
        guard let trial else { preconditionFailure("the first generation is looked at in full") }
        return trial
      }
      return
    }
    precondition(trials.count == members.count, "a generation has a point a member")
    var added: [SearchMember] = []
    for (slot, trial) in trials.enumerated() {
      guard let trial else { continue }
      if trial.appraisal.isNowhereWorse(than: members[slot].appraisal) {
        members[slot] = trial
      } else if !members[slot].appraisal.dominates(trial.appraisal) {
        added.append(trial)
      }
    }
    members = NondominatedSort.best(population, of: members + added)
  }
}
