import HeadgateCore

/// A scenario, read once, whose settings are replaced by the thousand. Its matrix is left out.
public struct ScenarioTemplate: Sendable {
  /// The scenario as it stands: one variant.
  public let scenario: Scenario
  /// The merged document with all overrides, without its matrix.
  let document: Node
  private let decoded: DecodedScenario
  private let known: LoadContext.Known
  /// Where settings lead, for those that were named beforehand.
  private var places: [String: DocumentPath] = [:]

  /// Reads a file.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  public init(path: String, overrides: ScenarioOverrides = .init()) throws(InvalidScenario) {
    try self.init(text: ScenarioLoader.text(at: path), path: path, overrides: overrides)
  }

  /// Reads a scenario's text; `path` is what positions carry, and what file names are relative to.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  package init(
    text: String, path: String, overrides: ScenarioOverrides = .init(),
    files: [String: String] = [:]
  ) throws(InvalidScenario) {
    let reading = try ScenarioLoader.read(
      text: text, path: path, overrides: overrides, files: files)
    var document = reading.document
    document["matrix"] = nil
    document = document.withPresetStages().withPresetController()
    let context = LoadContext(scenarioPath: path, knowing: reading.known)
    let problems = ProblemList()
    let decoded = ScenarioDecoder(context: context, problems: problems).decode(document)
    guard let decoded, problems.problems.isEmpty else {
      throw InvalidScenario(problems: problems.problems.inOrder(files: [path]))
    }
    var scenario = reading.scenario
    scenario.variants = [Self.variant(decoded, name: "default", settings: [])]
    self.scenario = scenario
    self.document = document
    self.decoded = decoded
    known = context.known
  }

  /// What runs with these settings in the places of the scenario's own. Settings of pipeline and
  /// controller are the fast ones: all else is taken over as it was read.
  ///
  /// - Throws: what is wrong with the settings, positions in `--set PATH=VALUE`.
  /// - Complexity: linear in the size of the pipeline; no file is read.
  public func variant(with settings: [VariantSetting]) throws(InvalidScenario) -> Variant {
    let problems = ProblemList()
    let document = document(with: settings, problems)
    let context = LoadContext(scenarioPath: scenario.path, knowing: known)
    let decoder = ScenarioDecoder(context: context, problems: problems)
    var result: DecodedScenario?
    if settings.allSatisfy({ $0.path.isPathOfPipeline }) {
      result = decoder.decode(document, keeping: decoded)
    }
    if result == nil, problems.problems.isEmpty { result = decoder.decode(document) }
    guard let result, problems.problems.isEmpty else {
      throw InvalidScenario(problems: problems.problems.inOrder(files: [scenario.path]))
    }
    let name = settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
    return Self.variant(result, name: name.isEmpty ? "default" : name, settings: settings)
  }

  /// The document with settings in it; what is wrong with them is reported.
  func document(with settings: [VariantSetting], _ problems: ProblemList) -> Node {
    var document = document
    for (position, setting) in settings.enumerated() {
      let location = SourceLocation(setting: setting.path, setting.value)
      guard let value = Node(setting: setting.value, at: location, problems) else { continue }
      // A place is where it was only while nothing around it has been replaced.
      let isMoved = settings[..<position].contains { setting.path.hasPrefix($0.path + ".") }
      if !isMoved, let place = places[setting.path] {
        document.set(value, at: place)
        continue
      }
      do {
        document.set(value, at: try DocumentPath(setting.path, in: document))
      } catch {
        problems.add(error.message, at: location, hint: error.hint)
      }
    }
    return document
  }

  /// The whole controller with these settings, preset files written out, as one line of YAML.
  func controller(with settings: [VariantSetting]) -> String? {
    let problems = ProblemList()
    let context = LoadContext(scenarioPath: scenario.path, knowing: known)
    let document = document(with: settings, problems)
    return ControllerNames(context: context, problems: problems).expand(document)
      .document["controller"]?.flowText
  }

  /// The template with the places of these settings found once and for all.
  func finding(_ paths: [String]) -> ScenarioTemplate {
    var found = self
    for path in paths { found.places[path] = try? DocumentPath(path, in: document) }
    return found
  }

  /// What reads expressions about the scenario.
  func expectations(_ problems: ProblemList) -> ExpectationReader {
    let specification = decoded.specification
    return ExpectationReader(
      stages: specification.pipeline.stages.map(\.name), workloads: specification.workloads,
      limits: specification.limits,
      context: LoadContext(scenarioPath: scenario.path, knowing: known), problems: problems)
  }

  private static func variant(
    _ decoded: DecodedScenario, name: String, settings: [VariantSetting]
  ) -> Variant {
    Variant(
      name: name, settings: settings, controllerName: decoded.controllerName,
      specification: decoded.specification, thresholds: decoded.thresholds,
      regressions: decoded.regressions)
  }
}
