/// What is told of a seed that breaks a rule: what, in which scenario, and how to see it again.
package struct ChaosFailureReport: Sendable {
  private let failure: ChaosCampaign.Failure
  private let shrunk: ScenarioShrinker.Outcome
  private let path: String
  private let arguments: String

  /// - Parameters:
  ///   - path: Where the small scenario has been written.
  ///   - arguments: Everything beside the seed that decides a run, as on the command line.
  package init(
    _ failure: ChaosCampaign.Failure, _ shrunk: ScenarioShrinker.Outcome, path: String,
    arguments: String
  ) {
    self.failure = failure
    self.shrunk = shrunk
    self.path = path
    self.arguments = arguments
  }

  package var text: String {
    """
    seed \(failure.seed) breaks \(failure.breach)
    shrunk by \(shrunk.tries) runs to \(path), which breaks \(shrunk.breach)

    \(shrunk.scenario.text)
    repeat:  headgate chaos --seed \(failure.seed) \(arguments)
    smaller: headgate chaos \(path) \(arguments)

    """
  }
}
