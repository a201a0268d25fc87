import HeadgateCore

/// A merged document, read as one variant.
struct DecodedScenario: Sendable {
  var name = ""
  var description = ""
  var labels: [(key: String, value: String)] = []
  var replications = 1
  var findsWarmup = false
  var controllerName = "none"
  var specification: RunSpecification
  var thresholds: [Threshold] = []
  var regressions: [Regression] = []
}

/// Reads a document into settings. What is wrong is reported and replaced by a stand-in, so that
/// reading goes on and lists all problems.
struct ScenarioDecoder {
  let context: LoadContext
  let problems: ProblemList

  func decode(_ document: Node) -> DecodedScenario? {
    let (root, controllerName) = ControllerNames(context: context, problems: problems)
      .expand(document)
    guard let fields = Fields(root, .scenario, label: "the document", problems) else { return nil }
    _ = fields.integer("schemaVersion")
    _ = fields.value("matrix")
    let run = RunFields(fields.open("run", "run"), problems)
    let pipeline = pipeline(fields)
    let workloads = workloads(fields, run)
    if problems.problems.isEmpty { check(workloads, pipeline.settings, fields) }
    let limits = run.limits(workloads)
    let specification = RunSpecification(
      seed: run.seed, pipeline: pipeline.settings, workloads: workloads,
      faults: faults(fields, pipeline.settings.stages, limits), limits: limits)
    var scenario = DecodedScenario(specification: specification)
    scenario.name = name(fields)
    scenario.description = fields.text("description") ?? ""
    scenario.labels = labels(fields)
    scenario.replications = run.replications
    scenario.findsWarmup = run.findsWarmup
    scenario.controllerName = controllerName ?? pipeline.controllerName
    let reader = ExpectationReader(
      stages: pipeline.settings.stages.map(\.name), workloads: workloads, limits: limits,
      context: context, problems: problems)
    var windows: [WindowFigure] = []
    scenario.thresholds = reader.thresholds(fields, windows: &windows)
    scenario.regressions = reader.regressions(fields, windows: &windows)
    scenario.specification.windowFigures = windows
    return scenario
  }

  /// The same document with another pipeline or controller, and all else as it was decoded; `nil`
  /// where that would be something else, because the stages are no longer the same.
  func decode(_ document: Node, keeping known: DecodedScenario) -> DecodedScenario? {
    let (root, controllerName) = ControllerNames(context: context, problems: problems)
      .expand(document)
    let fields = Fields(root, .scenario, label: "the document", problems)
    guard let fields else { return nil }
    let pipeline = pipeline(fields)
    guard
      pipeline.settings.stages.map(\.name) == known.specification.pipeline.stages.map(\.name)
    else { return nil }
    if problems.problems.isEmpty { check(known.specification.workloads, pipeline.settings, fields) }
    var scenario = known
    scenario.specification.pipeline = pipeline.settings
    scenario.controllerName = controllerName ?? pipeline.controllerName
    return scenario
  }

  private func name(_ fields: Fields) -> String {
    guard let name = fields.text("name") else { return "" }
    let isLine = !name.isEmpty && name.utf8.count <= 128 && !name.contains(where: \.isNewline)
    if !isLine {
      problems.add("\"name\" must be one line of 1 to 128 bytes", at: fields.place("name"))
    }
    return name
  }

  private func labels(_ fields: Fields) -> [(key: String, value: String)] {
    guard case .node(let node)? = fields.value("labels") else { return [] }
    return (node.entries ?? []).compactMap { entry in
      guard let text = entry.value.scalar, !entry.value.isNull else {
        problems.add("the label \"\(entry.key)\" must be a text", at: entry.value.location)
        return nil
      }
      if entry.key == "type", !Shape.labelTypes.contains(text) {
        problems.add(
          "the label \"type\" is \"\(text)\", which is unknown", at: entry.value.location,
          hint: Spelling.hint(for: text, among: Shape.labelTypes, called: "valid"))
      }
      return (entry.key, text)
    }
  }
}
