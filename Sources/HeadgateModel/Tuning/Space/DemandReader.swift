import HeadgateCore

/// Reads objectives and constraints, and sees that every scenario has what they name.
struct DemandReader {
  struct Demands {
    var objectives: [TuningObjective] = []
    var constraints: [TuningConstraint] = []
    var windows: [WindowFigure] = []
  }

  let templates: [ScenarioTemplate]
  let problems: ProblemList

  func read(_ fields: Fields) -> Demands {
    let objectives = fields.items("objectives") ?? []
    let constraints = fields.items("constraints") ?? []
    var readings: [(demands: Demands, problems: [ScenarioProblem])] = []
    for template in templates {
      let own = ProblemList()
      let reader = template.expectations(own)
      var demands = Demands()
      for node in objectives {
        if let objective = reader.objective(node, windows: &demands.windows) {
          demands.objectives.append(objective)
        }
      }
      for node in constraints {
        if let constraint = reader.constraint(node, windows: &demands.windows) {
          demands.constraints.append(constraint)
        }
      }
      readings.append((demands, own.problems))
    }
    report(readings.map(\.problems))
    let demands = readings[0].demands
    checkRepeats(demands, objectives)
    return demands
  }

  /// A problem with every scenario is the space's alone; another one names the scenario.
  private func report(_ found: [[ScenarioProblem]]) {
    for (template, own) in zip(templates, found) {
      for problem in own {
        let isEverywhere = found.allSatisfy { $0.contains(problem) }
        var told = problem
        if !isEverywhere { told.message += " (in \(template.scenario.path))" }
        problems.add(told)
      }
    }
  }

  private func checkRepeats(_ demands: Demands, _ nodes: [Node]) {
    guard demands.objectives.count == nodes.count else { return }
    for (position, objective) in demands.objectives.enumerated() {
      guard demands.objectives[..<position].contains(where: { $0.metric == objective.metric })
      else { continue }
      problems.add(
        "\(objective.metric) is an objective already", at: nodes[position].location,
        hint: "take one of them out")
    }
  }
}
