internal import HeadgateModel

extension JSONWriter {
  mutating func write(_ result: TuningResult) {
    let objectives = result.space.objectives.map(\.metric.description)
    object {
      $0.key("schemaVersion")
      $0.value(TuningResult.schemaVersion)
      $0.key("space")
      $0.write(result.space)
      $0.key("scenarios")
      $0.array { for scenario in result.scenarios { $0.write(scenario) } }
      $0.key("verdict")
      $0.write(result.verdict)
      $0.key("winner")
      if let winner = result.winner {
        $0.write(winner, objectives, result.scenarios)
      } else {
        $0.null()
      }
      $0.key("validation")
      $0.array { for contest in result.validation { $0.write(contest) } }
      $0.key("importance")
      $0.array { for importance in result.importance { $0.write(importance) } }
      $0.key("confirmation")
      if let confirmation = result.confirmation { $0.write(confirmation) } else { $0.null() }
      for (key, finalists) in [("finalists", result.finalists), ("front", result.front)] {
        $0.key(key)
        $0.array {
          for finalist in finalists { $0.write(finalist, objectives, result.scenarios) }
        }
      }
      $0.key("history")
      $0.array { for generation in result.history { $0.write(generation, objectives) } }
      $0.key("runs")
      $0.write(result.runs)
      $0.key("environment")
      $0.object {
        $0.writeMembers(of: result.environment)
        // A path depends on who runs.
        $0.member("spacePath", result.space.path)
        $0.key("scenarioPaths")
        $0.array(.inline) { for scenario in result.scenarios { $0.value(scenario.path) } }
      }
    }
  }

  private mutating func write(_ space: TuningSpace) {
    object {
      $0.member("name", space.name)
      $0.member("description", space.description)
      $0.member("sha256", space.sha256)
      $0.key("objectives")
      $0.array(.inline) { for objective in space.objectives { $0.value(objective.expression) } }
      $0.key("constraints")
      $0.array(.inline) { for constraint in space.constraints { $0.value(constraint.expression) } }
      $0.member("aggregate", space.aggregate.rawValue)
      $0.key("search")
      $0.object(.inline) {
        $0.key("seed")
        $0.value(space.search.seed)
        $0.key("runs")
        $0.value(space.search.runs)
        $0.key("replications")
        $0.value(space.search.replications)
        $0.key("population")
        $0.value(space.search.population)
      }
    }
  }

  private mutating func write(_ scenario: TuningScenarioName) {
    object(.inline) {
      $0.member("name", scenario.name)
      $0.member("sha256", scenario.sha256)
      $0.key("heldOut")
      $0.value(scenario.isHeldOut)
    }
  }

  private mutating func write(_ verdict: TuningVerdict) {
    object(.inline) {
      switch verdict {
      case .better: $0.member("word", "better")
      case .equivalent: $0.member("word", "equivalent")
      case .refused(let reason):
        $0.member("word", "refused")
        $0.member("reason", reason)
      }
    }
  }

  private mutating func write(
    _ finalist: TuningFinalist, _ objectives: [String], _ scenarios: [TuningScenarioName]
  ) {
    object {
      $0.member("name", finalist.name)
      $0.write(finalist.settings)
      $0.key("objectives")
      $0.array(.inline) {
        for (scenario, values) in zip(scenarios, finalist.objectives) {
          $0.object(.inline) {
            $0.member("scenario", scenario.name)
            $0.write(objectives, values)
          }
        }
      }
      $0.key("feasible")
      $0.value(finalist.isFeasible)
      $0.key("replications")
      $0.value(finalist.replications)
    }
  }

  private mutating func write(_ names: [String], _ values: [Double]) {
    // Members of the object that is open.
    for (name, value) in zip(names, values) {
      key(name)
      self.value(value)
    }
  }

  private mutating func write(_ contest: TuningContest) {
    object {
      $0.member("scenario", contest.scenario)
      $0.key("heldOut")
      $0.value(contest.isHeldOut)
      $0.member("opponent", contest.opponent)
      $0.key("metrics")
      $0.array { for metric in contest.metrics { $0.write(metric) } }
      $0.key("constraints")
      $0.array { for constraint in contest.constraints { $0.write(constraint) } }
    }
  }

  private mutating func write(_ metric: TuningContestMetric) {
    object(.inline) {
      $0.member("name", metric.name)
      $0.key("winner")
      $0.value(metric.winner)
      $0.key("opponent")
      $0.value(metric.opponent)
      for (key, value) in [("ratio", metric.ratio), ("low", metric.low), ("high", metric.high)] {
        $0.key(key)
        $0.value(value)
      }
      $0.member("verdict", metric.verdict.rawValue)
    }
  }

  private mutating func write(_ constraint: TuningConstraintOutcome) {
    object(.inline) {
      $0.member("expr", constraint.expression)
      $0.key("winner")
      $0.value(constraint.winner)
      $0.key("winnerHolds")
      $0.value(constraint.winnerHolds)
      $0.key("opponent")
      $0.value(constraint.opponent)
      $0.key("opponentHolds")
      $0.value(constraint.opponentHolds)
    }
  }

  private mutating func write(_ importance: TuningImportance) {
    object(.inline) {
      $0.member("path", importance.path)
      $0.member("value", importance.value)
      $0.key("reference")
      if let reference = importance.reference { $0.value(reference) } else { $0.null() }
      for (key, value) in [
        ("loss", importance.loss), ("low", importance.low), ("high", importance.high),
        ("explained", importance.explained),
      ] {
        $0.key(key)
        $0.value(value)
      }
    }
  }

  private mutating func write(_ confirmation: TuningConfirmation) {
    object {
      $0.member("scenario", confirmation.scenario)
      $0.key("pairs")
      $0.value(confirmation.pairs)
      $0.key("agreeing")
      $0.value(confirmation.agreeing)
      $0.key("entrants")
      $0.array {
        for entrant in confirmation.entrants {
          $0.object(.inline) {
            $0.member("name", entrant.name)
            $0.key("simulated")
            $0.value(entrant.simulated)
            $0.key("measured")
            $0.value(entrant.measured)
            $0.key("runs")
            $0.array(.inline) { for run in entrant.runs { $0.value(run) } }
          }
        }
      }
    }
  }

  private mutating func write(_ generation: TuningGeneration, _ objectives: [String]) {
    object(.inline) {
      $0.key("generation")
      $0.value(generation.generation)
      $0.key("runs")
      $0.value(generation.runs)
      $0.key("best")
      $0.object(.inline) { $0.write(objectives, generation.best) }
      $0.key("progress")
      $0.value(generation.progress)
      $0.key("feasible")
      $0.value(generation.feasible)
      $0.key("abandoned")
      $0.value(generation.abandoned)
    }
  }

  private mutating func write(_ runs: TuningRuns) {
    object(.inline) {
      for (key, count) in [
        ("search", runs.search), ("choice", runs.choice), ("validation", runs.validation),
        ("importance", runs.importance), ("candidates", runs.candidates),
        ("invalid", runs.invalid),
      ] {
        $0.key(key)
        $0.value(count)
      }
    }
  }
}
