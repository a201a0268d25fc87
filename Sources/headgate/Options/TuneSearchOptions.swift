import ArgumentParser
import HeadgateModel

/// How a search is carried out, in place of what the space says.
struct TuneSearchOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Simulated runs that the search may take: a replication of a scenario is one.",
      valueName: "n"))
  var runs: Int?

  @Option(help: ArgumentHelp("Decides what the search draws.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Candidates a generation.", valueName: "n"))
  var population: Int?

  @Option(help: ArgumentHelp("Universes that a candidate is judged by.", valueName: "n"))
  var replications: Int?

  func validate() throws {
    if let runs, runs < 1 { throw ValidationError("--runs must be at least 1.") }
    if let population, population < 4 {
      throw ValidationError("--population must be at least 4.")
    }
    if let replications, replications < 2 {
      throw ValidationError("--replications must be at least 2.")
    }
  }

  func apply(to space: TuningSpace) -> TuningSpace {
    var space = space
    space.search.runs = runs ?? space.search.runs
    space.search.seed = seed ?? space.search.seed
    space.search.population = population ?? space.search.population
    space.search.replications = replications ?? space.search.replications
    return space
  }
}
