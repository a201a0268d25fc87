import HeadgateCore

/// Reads scenario files: format 1, checked, merged, and expanded into variants.
public enum ScenarioLoader {
  /// The versions of the format that this build reads.
  static let versions = ["1"]

  /// Reads the file at `path`.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  public static func load(
    path: String, overrides: ScenarioOverrides = .init()
  ) throws(InvalidScenario) -> Scenario {
    try load(text: text(at: path), path: path, overrides: overrides)
  }

  /// The text of a scenario file.
  static func text(at path: String) throws(InvalidScenario) -> String {
    do {
      return try FileAccess.readText(path, limit: DocumentParser.longest)
    } catch {
      throw InvalidScenario(problems: [
        ScenarioProblem(
          location: SourceLocation(file: path, line: error.line, column: error.column),
          message: "the scenario \(error.message)",
          hint: error.isMissing
            ? LoadContext.hint(forMissing: path) ?? DocumentParser.starterHint : nil)
      ])
    }
  }

  /// Reads a scenario's text; `path` is what positions carry, and what file names are relative to.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  public static func load(
    text: String, path: String, overrides: ScenarioOverrides = .init()
  ) throws(InvalidScenario) -> Scenario {
    try load(text: text, path: path, overrides: overrides, files: [:])
  }

  /// Reads a scenario's text; `files` stand in for those of the same path on disk.
  ///
  /// - Throws: all the problems of the scenario, in the order of the file.
  package static func load(
    text: String, path: String, overrides: ScenarioOverrides = .init(), files: [String: String]
  ) throws(InvalidScenario) -> Scenario {
    try read(text: text, path: path, overrides: overrides, files: files).scenario
  }

  /// A scenario with what it was read from.
  struct Reading {
    var scenario: Scenario
    /// The merged document with all overrides in it.
    var document: Node
    var known: LoadContext.Known
  }

  static func read(
    text: String, path: String, overrides: ScenarioOverrides, files: [String: String]
  ) throws(InvalidScenario) -> Reading {
    let context = LoadContext(
      scenarioPath: path, files: files, presets: overrides.presets)
    let problems = ProblemList()
    let read = document(text, path, context, problems)
    guard let root = read else { throw invalid(problems, context) }
    let document = overrides.apply(to: root, context, problems)
    let variants = VariantReader(context: context, problems: problems)
    let decoded = variants.read(document)
    guard problems.problems.isEmpty, let first = decoded.first?.scenario else {
      throw invalid(problems, context)
    }
    let canonical = document.canonicalText + "\n" + context.fileDigests
    let scenario = Scenario(
      name: first.name, description: first.description, labels: first.labels, path: path,
      text: text, sha256: SHA256.hex(canonical.utf8), seed: first.specification.seed,
      replications: first.replications, findsWarmup: first.findsWarmup,
      variants: decoded.map(\.variant),
      warnings: problems.warnings.inOrder(files: context.documents)
    )
    return Reading(scenario: scenario, document: document, known: context.known)
  }

  private static func invalid(_ problems: ProblemList, _ context: LoadContext) -> InvalidScenario {
    InvalidScenario(problems: problems.problems.inOrder(files: context.documents))
  }

  /// The document with what it extends; `nil` where it makes no sense to read on.
  private static func document(
    _ text: String, _ path: String, _ context: LoadContext, _ problems: ProblemList
  ) -> Node? {
    guard let root = parse(text, path, problems) else { return nil }
    guard let extends = root["extends"] else { return root }
    guard let name = extends.scalar, !extends.isNull else {
      problems.add("\"extends\" must be the name of a file", at: extends.location)
      return root
    }
    var own = root
    own["extends"] = nil
    let basePath = context.path(name, writtenAt: extends.location)
    context.addDocument(basePath)
    let baseText: String
    do {
      baseText = try FileAccess.readText(basePath, limit: DocumentParser.longest)
    } catch {
      problems.add(context.problem(error, with: basePath, namedAt: extends.location))
      return nil
    }
    guard var base = parse(baseText, basePath, problems) else { return nil }
    if let further = base.entries?.first(where: { $0.key == "extends" }) {
      problems.add(
        "a file that is extended cannot extend another one", at: further.keyLocation,
        hint: "extends goes one level deep")
      base["extends"] = nil
    }
    return DocumentMerge.merge(base, own)
  }

  /// A file's own document; `nil` where it is no mapping, or of another version.
  private static func parse(_ text: String, _ path: String, _ problems: ProblemList) -> Node? {
    let parsed = DocumentParser.parse(text, file: path)
    problems.add(parsed)
    guard let root = parsed.root else { return nil }
    guard root.entries != nil else {
      problems.add(
        root.isNull ? "the file is empty" : "a scenario must be a mapping, not \(root.typeName)",
        at: root.location, hint: DocumentParser.starterHint)
      return nil
    }
    if let version = root["schemaVersion"], let number = version.scalar, Int(number) != nil,
      !versions.contains(number)
    {
      problems.add(
        "schemaVersion \(number) is not one that this build reads", at: version.location,
        hint: "it reads " + ValueKind.joined(versions))
      return nil
    }
    return root
  }
}
