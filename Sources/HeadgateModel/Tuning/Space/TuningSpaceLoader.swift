/// A space that fits the scenarios that it is looked for in.
public struct TuningPlan: Sendable {
  public var space: TuningSpace
  /// The scenarios, in the order given; the places of the space's settings in them are found.
  public var scenarios: [TuningScenario]
}

/// Reads space files, and holds them against the scenarios.
public enum TuningSpaceLoader {
  static let starterHint = "`headgate schema --space` prints the format"

  /// Reads the file at `path`.
  ///
  /// - Parameter scenarios: All of them, held-out ones too: what the space names must be there.
  /// - Throws: all the problems of the space, in the order of the file.
  public static func load(
    path: String, scenarios: [TuningScenario]
  ) throws(InvalidScenario) -> TuningPlan {
    let text: String
    do {
      text = try FileAccess.readText(path, limit: DocumentParser.longest)
    } catch {
      throw InvalidScenario(problems: [
        ScenarioProblem(
          location: SourceLocation(file: path, line: error.line, column: error.column),
          message: "the space \(error.message)",
          hint: error.isMissing ? LoadContext.hint(forMissing: path) ?? starterHint : nil)
      ])
    }
    return try load(text: text, path: path, scenarios: scenarios)
  }

  /// Reads a space's text; `path` is what positions carry.
  ///
  /// - Throws: all the problems of the space, in the order of the file.
  package static func load(
    text: String, path: String, scenarios: [TuningScenario]
  ) throws(InvalidScenario) -> TuningPlan {
    precondition(!scenarios.isEmpty, "a space is looked for in a scenario")
    let problems = ProblemList()
    let plan = read(text, path, scenarios, problems)
    guard let plan, problems.problems.isEmpty else {
      throw InvalidScenario(problems: problems.problems.inOrder(files: [path]))
    }
    return plan
  }

  private static func read(
    _ text: String, _ path: String, _ scenarios: [TuningScenario], _ problems: ProblemList
  ) -> TuningPlan? {
    let parsed = DocumentParser.parse(text, file: path)
    problems.add(parsed)
    guard let root = parsed.root else { return nil }
    guard root.entries != nil, !root.isNull else {
      problems.add(
        root.isNull ? "the file is empty" : "a space must be a mapping, not \(root.typeName)",
        at: root.location, hint: starterHint)
      return nil
    }
    guard let fields = Fields(root, .tuningSpace, label: "the document", problems) else {
      return nil
    }
    _ = fields.integer("schemaVersion")
    let parameters = ParameterListReader(
      templates: scenarios.map(\.template), problems: problems
    ).read(fields)
    let demands = DemandReader(templates: scenarios.map(\.template), problems: problems)
      .read(fields)
    let space = TuningSpace(
      name: fields.text("name") ?? "", description: fields.text("description") ?? "", path: path,
      sha256: sha256(root), parameters: parameters, objectives: demands.objectives,
      constraints: demands.constraints, windowFigures: demands.windows,
      aggregate: fields.word("aggregate", as: TuningSpace.Aggregate.self) ?? .worst,
      search: search(fields, parameters: parameters.count))
    guard problems.problems.isEmpty else { return nil }
    return TuningPlan(
      space: space,
      scenarios: scenarios.map { scenario in
        var scenario = scenario
        scenario.template = scenario.template.finding(parameters.map(\.path))
        return scenario
      })
  }

  private static func search(_ root: Fields, parameters: Int) -> TuningSearchSettings {
    var search = TuningSearchSettings.standard(parameters: parameters)
    guard let fields = root.open("search", "search") else { return search }
    search.runs = fields.integer("runs") ?? search.runs
    search.replications = fields.integer("replications") ?? search.replications
    search.population = fields.integer("population") ?? search.population
    if case .seed(let seed)? = fields.value("seed") { search.seed = seed }
    return search
  }

  /// The name is no part of what decides a result, and how it is looked for stands beside the space.
  private static func sha256(_ root: Node) -> String {
    var deciding = root
    for key in ["name", "description", "search"] { deciding[key] = nil }
    return SHA256.hex(deciding.canonicalText.utf8)
  }
}
