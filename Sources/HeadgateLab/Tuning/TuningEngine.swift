import HeadgateModel
import HeadgateStatistics

/// The search behind a study: for one objective or for several.
enum TuningEngine: Sendable, Equatable {
  /// A population that gains less than what does not matter in the choice has come to its end.
  private static let restart = DifferentialEvolution.Restart(gain: ChoiceRule.indifference)

  case single(DifferentialEvolution)
  case several(GDE3)

  init(objectives: Int, dimensions: Int, population: Int, start: [[Double]], seed: UInt64) {
    self =
      objectives == 1
      ? .single(
        DifferentialEvolution(
          dimensions: dimensions, population: population, start: start, seed: seed,
          restart: Self.restart))
      : .several(
        GDE3(dimensions: dimensions, population: population, start: start, seed: seed))
  }

  var members: [SearchMember] {
    switch self {
    case .single(let search): search.members
    case .several(let search): search.members
    }
  }

  /// Whether the generation that was asked for last begins a population.
  var isFirst: Bool {
    switch self {
    case .single(let search): search.isFirst
    case .several(let search): search.members.isEmpty
    }
  }

  mutating func ask() -> [[Double]] {
    switch self {
    case .single(var search):
      let points = search.ask()
      self = .single(search)
      return points
    case .several(var search):
      let points = search.ask()
      self = .several(search)
      return points
    }
  }

  mutating func tell(_ trials: [SearchMember?]) {
    switch self {
    case .single(var search):
      search.tell(trials)
      self = .single(search)
    case .several(var search):
      search.tell(trials)
      self = .several(search)
    }
  }
}
