/// A search for the smallest value in [0, 1)ᵈ: differential evolution (Storn and Price, 1997),
/// current-to-best/1/bin, with Deb's rules for constraints, and with restarts where asked for.
///
/// Ask for a generation, evaluate it, tell what came out, and ask again. A seed gives the same
/// points everywhere.
public struct DifferentialEvolution: Sendable, Equatable {
  /// When a population has come to its end, and another one begins elsewhere.
  public struct Restart: Sendable, Equatable {
    /// Generations in which the leader has to gain something.
    public var generations: Int
    /// What counts as a gain, in the objective's unit.
    public var gain: Double

    public init(generations: Int = 8, gain: Double) {
      precondition(generations >= 1, "a gain takes a generation")
      precondition(gain >= 0, "a gain is not negative")
      self.generations = generations
      self.gain = gain
    }
  }

  public let dimensions: Int
  /// Empty before the first `tell`.
  public private(set) var members: [SearchMember] = []
  public let variation: Variation
  public let restart: Restart?
  /// Whether the generation that was asked for last begins a population, whose points stand against
  /// no member.
  public private(set) var isFirst = true
  /// The leader's objective after each generation of this population, from where it is feasible.
  private var progress: [Double] = []
  private var random: Xoshiro256PlusPlus
  private let start: [[Double]]

  /// - Parameters:
  ///   - population: At least 4.
  ///   - start: Points of the first generation, the best guesses; a Latin hypercube fills it up. What
  ///     goes beyond the population is left out.
  ///   - restart: `nil` for a search that goes on with the one population. The best of a population
  ///     that is given up is the caller's to keep.
  public init(
    dimensions: Int, population: Int, start: [[Double]] = [], seed: UInt64,
    variation: Variation = Variation(), restart: Restart? = nil
  ) {
    precondition(dimensions >= 1, "a search has a dimension")
    precondition(population >= 4, "a population has four members at least")
    self.dimensions = dimensions
    self.variation = variation
    self.restart = restart
    random = Xoshiro256PlusPlus(seed: seed)
    self.start = LatinHypercube.filled(
      start, to: population, dimensions: dimensions, using: &random)
  }

  /// The points of the next generation: one a member, to take its place, or of a new population.
  public mutating func ask() -> [[Double]] {
    guard !members.isEmpty else { return start }
    isFirst = isAtItsEnd
    if isFirst {
      progress = []
      return LatinHypercube.points(members.count, dimensions: dimensions, using: &random)
    }
    let best = members[leader].point
    let points = members.map(\.point)
    return points.indices.map {
      variation.trial(of: $0, in: points, towards: best, using: &random)
    }
  }

  private var isAtItsEnd: Bool {
    guard let restart, progress.count > restart.generations, let last = progress.last else {
      return false
    }
    return progress[progress.count - 1 - restart.generations] - last < restart.gain
  }

  /// Takes what the points of a generation came to, in its order.
  ///
  /// - Parameter trials: `nil` where a point was given up or never looked at: its member stays. Of a
  ///   population's first generation all are there, or the one before it stays.
  public mutating func tell(_ trials: [SearchMember?]) {
    if isFirst {
      let looked = trials.compactMap(\.self)
      if looked.count == trials.count { members = looked }
      precondition(!members.isEmpty, "the first generation is looked at in full")
    } else {
      precondition(trials.count == members.count, "a generation has a point a member")
      for (slot, trial) in trials.enumerated() {
        guard let trial, trial.appraisal.isAsGood(as: members[slot].appraisal) else { continue }
        members[slot] = trial
      }
    }
    let best = members[leader].appraisal
    if best.isFeasible { progress.append(best.objectives[0]) }
  }

  /// The best member's place; of equal ones the first.
  public var leader: Int {
    members.indices.reduce(0) {
      members[$1].appraisal.isBetter(than: members[$0].appraisal) ? $1 : $0
    }
  }
}
