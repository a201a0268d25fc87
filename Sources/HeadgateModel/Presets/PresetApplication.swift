/// Applies a preset to a scenario's document.
struct PresetApplication {
  let name: String
  let context: LoadContext
  let problems: ProblemList

  /// The document with all of the preset's settings in it. An axis of the matrix that varies what the
  /// preset settles is taken out.
  func apply(to root: Node) -> Node {
    var document = root
    if Shape.controllerWords.contains(name) {
      settle(["controller"], in: &document)
      document["controller"] = Node(scalar: name, at: location)
      return document
    }
    guard let preset = preset() else { return document }
    settle(preset.entries.map(\.key), in: &document)
    if preset.hasController { document["controller"] = Node(scalar: name, at: location) }
    for entry in preset.entries where !entry.key.isPathOfController {
      document.apply(entry, problems)
    }
    return document
  }

  private var location: SourceLocation {
    SourceLocation(file: "--preset \(name)", line: 1, column: 1)
  }

  private func preset() -> SettingsPreset? {
    do throws(InvalidScenario) {
      if let preset = try context.preset(name) { return preset }
    } catch {
      error.problems.forEach(problems.add)
      return nil
    }
    problems.add(
      "no preset is called \"\(name)\"", at: location,
      hint: Spelling.hint(
        for: name, among: Shape.controllerWords + context.presetNames, called: "presets"))
    return nil
  }

  private func settle(_ paths: [String], in document: inout Node) {
    guard var matrix = document["matrix"], let axes = matrix.entries else { return }
    let settled = axes.filter { axis in
      paths.contains { path in
        path == axis.key || path.hasPrefix(axis.key + ".") || axis.key.hasPrefix(path + ".")
          || path.isPathOfController && axis.key.isPathOfController
      }
    }
    guard !settled.isEmpty else { return }
    for axis in settled {
      matrix[axis.key] = nil
      problems.warn(
        "the preset \"\(name)\" settles \"\(axis.key)\": the matrix does not vary it",
        at: axis.keyLocation)
    }
    document["matrix"] = matrix.entries?.isEmpty == true ? nil : matrix
  }
}
