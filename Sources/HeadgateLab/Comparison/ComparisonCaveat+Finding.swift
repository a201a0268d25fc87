import HeadgateModel

extension ComparisonCaveat {
  /// What makes two results less comparable than they look, in the order of the cases.
  ///
  /// - Parameter modes: Those of the variants that are compared.
  static func found(
    between baseline: RunResult, _ candidate: RunResult, modes: [RunMode]
  ) -> [ComparisonCaveat] {
    let isMeasured = modes.contains(where: \.isWallClock)
    let verdicts = [baseline.verdict, candidate.verdict]
    return allCases.filter { caveat in
      switch caveat {
      case .differentScenario: baseline.scenarioName != candidate.scenarioName
      case .changedScenario:
        baseline.scenarioName == candidate.scenarioName
          && baseline.scenarioSHA256 != candidate.scenarioSHA256
      case .differentSeed: baseline.seed != candidate.seed
      case .differentMachine:
        isMeasured && areApart(baseline.environment, candidate.environment)
      case .unblocked: isMeasured
      case .interrupted: verdicts.contains(.interrupted)
      case .invalid: verdicts.contains(.invalid)
      }
    }
  }

  /// Whether two runs are known to be of different machines; what is not noted down tells nothing.
  private static func areApart(_ one: RunEnvironment, _ other: RunEnvironment) -> Bool {
    [(one.host, other.host), (one.machine, other.machine)].contains {
      !$0.isEmpty && !$1.isEmpty && $0 != $1
    }
  }
}
