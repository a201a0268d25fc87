/// A search for the smallest value in [0, 1)ᵈ: differential evolution (Storn and Price, 1997),
/// current-to-best/1/bin, with Deb's rules for constraints.
///
/// Ask for a generation, evaluate it, tell what came out, and ask again. A seed gives the same
/// points everywhere.
public struct DifferentialEvolution: Sendable, Equatable {
  public let dimensions: Int
  /// Empty before the first `tell`.
  public private(set) var members: [SearchMember] = []
  public let variation: Variation
  private var random: Xoshiro256PlusPlus
  private let start: [[Double]]

  /// - Parameters:
  ///   - population: At least 4.
  ///   - start: Points of the first generation, the best guesses; a Latin hypercube fills it up. What
  ///     goes beyond the population is left out.
  public init(
    dimensions: Int, population: Int, start: [[Double]] = [], seed: UInt64,
    variation: Variation = Variation()
  ) {
    precondition(dimensions >= 1, "a search has a dimension")
    precondition(population >= 4, "a population has four members at least")
    self.dimensions = dimensions
    self.variation = variation
    random = Xoshiro256PlusPlus(seed: seed)
    self.start = LatinHypercube.filled(
      start, to: population, dimensions: dimensions, using: &random)
  }

  /// The points of the next generation: one a member, to take its place.
  public mutating func ask() -> [[Double]] {
    guard !members.isEmpty else { return start }
    let best = members[leader].point
    let points = members.map(\.point)
    return points.indices.map {
      variation.trial(of: $0, in: points, towards: best, using: &random)
    }
  }

  /// Takes what the points of a generation came to, in its order.
  ///
  /// - Parameter trials: `nil` where a point was given up or never looked at: its member stays. Of the
  ///   first generation all are there.
  public mutating func tell(_ trials: [SearchMember?]) {
    guard !members.isEmpty else {
      members = trials.map { trial in
        guard let trial else { preconditionFailure("the first generation is looked at in full") }
        return trial
      }
      return
    }
    precondition(trials.count == members.count, "a generation has a point a member")
    for (slot, trial) in trials.enumerated() {
      guard let trial, trial.appraisal.isAsGood(as: members[slot].appraisal) else { continue }
      members[slot] = trial
    }
  }

  /// The best member's place; of equal ones the first.
  public var leader: Int {
    members.indices.reduce(0) {
      members[$1].appraisal.isBetter(than: members[$0].appraisal) ? $1 : $0
    }
  }
}
