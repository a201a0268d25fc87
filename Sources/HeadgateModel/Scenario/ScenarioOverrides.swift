/// What the command line says beside the file.
public struct ScenarioOverrides: Sendable {
  /// A preset whose settings are all applied, before `settings`: a controller's, or one of a file.
  public var preset: String?
  /// Where presets of files are found by name; `nil` leaves those that are built in.
  public var presets: PresetFolder?
  /// Dotted paths with values in YAML, applied in order after `extends`.
  public var settings: [(path: String, value: String)]
  /// Controllers to run: one sets `controller`, several are an axis of the matrix.
  public var controllers: [String]?
  public var seed: UInt64?
  public var replications: Int?

  public init(
    preset: String? = nil, presets: PresetFolder? = nil,
    settings: [(path: String, value: String)] = [], controllers: [String]? = nil,
    seed: UInt64? = nil, replications: Int? = nil
  ) {
    self.preset = preset
    self.presets = presets
    self.settings = settings
    self.controllers = controllers
    self.seed = seed
    self.replications = replications
  }
}

extension ScenarioOverrides {
  /// The document with the overrides in it; what is wrong with them is reported.
  func apply(to root: Node, _ context: LoadContext, _ problems: ProblemList) -> Node {
    var document = root
    if let preset {
      document = PresetApplication(name: preset, context: context, problems: problems)
        .apply(to: document)
    }
    for (path, value) in settings { set(path, value, in: &document, problems) }
    applyControllers(to: &document)
    if let seed { put("\(seed)", at: "run.seed", option: "--seed \(seed)", in: &document) }
    if let replications {
      put(
        "\(replications)", at: "run.replications", option: "--replications \(replications)",
        in: &document)
    }
    return document
  }

  private func set(
    _ path: String, _ value: String, in document: inout Node, _ problems: ProblemList
  ) {
    let location = SourceLocation(setting: path, value)
    let fixed = ["extends", "schemaVersion"].first { path == $0 }
    if let fixed {
      problems.add("\"\(fixed)\" cannot be set from the command line", at: location)
      return
    }
    guard !value[...].trimmed.isEmpty else {
      problems.add("the value is empty", at: location, hint: "write --set \(path)=VALUE")
      return
    }
    guard let node = Node(setting: value, at: location, problems) else { return }
    document = document.opened(for: path)
    do {
      document.set(node, at: try DocumentPath(path, in: document))
    } catch {
      problems.add(error.message, at: location, hint: error.hint)
      return
    }
    if document["matrix"]?.entries?.contains(where: { $0.key == path }) == true {
      problems.warn(
        "the matrix varies \"\(path)\": setting it has no effect", at: location,
        hint: "use --set 'matrix.\(path)=[\(value)]'")
    }
  }

  private func applyControllers(to document: inout Node) {
    guard let controllers, !controllers.isEmpty else { return }
    let option = "--controller " + controllers.joined(separator: ",")
    let place = SourceLocation(file: option, line: 1, column: 1)
    let names = controllers.map { Node(scalar: $0, at: place) }
    let matrix = document["matrix"]
    let hasAxis = matrix?["controller"] != nil
    guard names.count > 1 || hasAxis else {
      document["controller"] = names[0]
      return
    }
    var opened = matrix?.entries == nil ? Node(.mapping([]), at: place) : matrix!
    if hasAxis {
      opened["controller"] = Node(.list(names), at: place)
    } else {
      let axis = Node.Entry(
        key: "controller", keyLocation: place, value: Node(.list(names), at: place))
      opened.content = .mapping([axis] + (opened.entries ?? []))
    }
    document["matrix"] = opened
  }

  private func put(_ value: String, at path: String, option: String, in document: inout Node) {
    let node = Node(scalar: value, at: SourceLocation(file: option, line: 1, column: 1))
    guard let path = try? DocumentPath(path, in: document) else { return }
    document.set(node, at: path)
  }
}
