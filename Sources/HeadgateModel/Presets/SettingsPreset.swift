/// Settings under a name, in a file.
public struct SettingsPreset: Sendable {
  public var name: String
  public var description: String
  /// Path of its file.
  public var path: String
  /// By path, in the order of the file; values as a scenario writes them.
  public var settings: [VariantSetting] {
    entries.map { VariantSetting(path: $0.key, value: $0.value.flowText) }
  }
  let entries: [Node.Entry]

  /// What the settings make of a controller by themselves; `nil` where they leave it alone.
  public var hasController: Bool { controller != nil }

  let controller: Node?
}

extension SettingsPreset {
  /// The settings without their layout.
  var canonicalText: String {
    entries.map { "\($0.key):\($0.value.canonicalText)\n" }.joined()
  }

  /// Reads a preset's text.
  ///
  /// - Throws: all that is wrong with it, in the order of the file.
  init(text: String, path: String, name: String) throws(InvalidScenario) {
    let problems = ProblemList()
    let parsed = DocumentParser.parse(text, file: path)
    problems.add(parsed)
    var read: SettingsPreset?
    if let root = parsed.root,
      let fields = Fields(root, .settingsPreset, label: "the preset", problems)
    {
      read = Self.read(fields, path, name, problems)
    }
    guard let read, problems.problems.isEmpty else {
      throw InvalidScenario(problems: problems.problems.inOrder(files: [path]))
    }
    self = read
  }

  private static func read(
    _ fields: Fields, _ path: String, _ name: String, _ problems: ProblemList
  ) -> SettingsPreset? {
    _ = fields.integer("schemaVersion")
    let own = fields.text("preset")
    if let own, own != name {
      problems.add(
        "the preset is called \"\(own)\", but its file \"\(name)\"", at: fields.place("preset"),
        hint: "write preset: \(name)")
    }
    guard case .node(let settings)? = fields.value("settings") else { return nil }
    let entries = settings.entries ?? []
    if entries.isEmpty {
      problems.add("the preset sets nothing", at: settings.location)
    }
    for entry in entries where !entry.key.isPathOfPipeline {
      problems.add(
        "\"\(entry.key)\" is no setting of pipeline or controller", at: entry.keyLocation,
        hint: "a path begins with pipeline. or controller")
    }
    return SettingsPreset(
      name: name, description: fields.text("description") ?? "", path: path, entries: entries,
      controller: controller(entries, problems))
  }

  /// The controller that settings make, beginning with none.
  private static func controller(_ entries: [Node.Entry], _ problems: ProblemList) -> Node? {
    var document: Node?
    for entry in entries where entry.key.isPathOfController {
      var begun = document ?? Node(.mapping([]), at: entry.keyLocation)
      begun.apply(entry, problems)
      document = begun
    }
    return document?["controller"]
  }
}

extension Node {
  /// Puts one setting of a file in its place; what is wrong is reported where it is written.
  mutating func apply(_ setting: Entry, _ problems: ProblemList) {
    self = opened(for: setting.key)
    do {
      set(setting.value, at: try DocumentPath(setting.key, in: self))
    } catch {
      problems.add(error.message, at: setting.keyLocation, hint: error.hint)
    }
  }
}

extension String {
  var isPathOfController: Bool { self == "controller" || hasPrefix("controller.") }

  /// Whether a setting of this path changes the system, and neither the load nor how it is run.
  var isPathOfPipeline: Bool { isPathOfController || hasPrefix("pipeline.") }
}
