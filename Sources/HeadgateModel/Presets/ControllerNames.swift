/// Puts the controllers of preset files in the place of their names.
struct ControllerNames {
  let context: LoadContext
  let problems: ProblemList

  /// The document with the controller written out, and the name that stood there; the document as it
  /// is where the name is none of a file's.
  func expand(_ document: Node) -> (document: Node, name: String?) {
    guard let written = document["controller"] else { return (document, nil) }
    let place = written.entries == nil ? written : written["preset"]
    guard let place, !place.isNull, let name = place.scalar,
      !Shape.controllerWords.contains(name)
    else { return (document, nil) }
    var expanded = document
    if let preset = preset(name, at: place.location) {
      expanded["controller"] = controller(of: preset, at: place.location, under: written)
    } else if let found = unknown(name, at: place.location) {
      expanded["controller"] = written.entries == nil ? found : Self.replacing(written, found)
    }
    return (expanded, written.entries == nil ? name : nil)
  }

  private func preset(_ name: String, at location: SourceLocation) -> SettingsPreset? {
    do throws(InvalidScenario) {
      return try context.preset(name)
    } catch {
      error.problems.forEach(problems.add)
      return nil
    }
  }

  /// What the preset makes of the controller, with what stands beside its name on top of it.
  private func controller(
    of preset: SettingsPreset, at location: SourceLocation, under written: Node
  ) -> Node {
    guard let controller = preset.controller else {
      problems.add(
        "the preset \"\(preset.name)\" has no controller: it sets "
          + preset.entries.map(\.key).joined(separator: ", "), at: location,
        hint: "write --preset \(preset.name) to apply it")
      return Node(scalar: "none", at: location)
    }
    guard written.entries != nil else { return controller }
    var own = written
    own["preset"] = nil
    return DocumentMerge.merge(controller.openedAsController, own)
  }

  /// A stand-in for a name that means nothing, reported; `nil` where no files are known, and whoever
  /// reads the controller says all there is to say.
  private func unknown(_ name: String, at location: SourceLocation) -> Node? {
    let standIn = Node(scalar: ControllerPreset.allCases[0].rawValue, at: location)
    // A file of the name is there, and has been told to be broken.
    if context.isPreset(name) { return standIn }
    let names = context.presetNames
    guard !names.isEmpty else { return nil }
    problems.add(
      "no controller is called \"\(name)\"", at: location,
      hint: Spelling.hint(for: name, among: Shape.controllerWords + names, called: "controllers"))
    return standIn
  }

  private static func replacing(_ written: Node, _ preset: Node) -> Node {
    var replaced = written
    replaced["preset"] = preset
    return replaced
  }
}

extension Node {
  /// The mapping that a controller's bare name stands for.
  var openedAsController: Node {
    guard let name = scalar else { return self }
    guard name != "none" else { return Node(.mapping([]), at: location) }
    return Node(
      .mapping([Entry(key: "preset", keyLocation: location, value: self)]), at: location)
  }
}
