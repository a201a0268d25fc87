/// Reads the parameters of a space against the scenarios.
struct ParameterListReader {
  static let most = 256

  let templates: [ScenarioTemplate]
  let problems: ProblemList

  func read(_ root: Fields) -> [TuningParameter] {
    guard case .node(let node)? = root.value("parameters") else { return [] }
    let entries = node.entries ?? []
    guard !entries.isEmpty else {
      problems.add(
        "\"parameters\" is empty: nothing may vary", at: node.location,
        hint: "write controller.rate: {real: [20/s, 400/s], scale: log}")
      return []
    }
    guard entries.count <= Self.most else {
      problems.add(
        "\(entries.count) parameters, but at most \(Self.most) are allowed", at: node.location)
      return []
    }
    var parameters: [TuningParameter] = []
    for (position, entry) in entries.enumerated() {
      checkOrder(entry, entries[..<position])
      guard let kind = kind(entry) else { continue }
      let reader = ParameterReader(
        entry: entry, kind: kind, earlier: parameters, all: entries.map(\.key),
        problems: problems)
      if let parameter = reader.read() { parameters.append(parameter) }
    }
    guard parameters.count == entries.count else { return parameters }
    checkControllers(entries)
    for (entry, parameter) in zip(entries, parameters) { tryOut(parameter, entry, parameters) }
    return parameters
  }

  /// What the setting may be; `nil`, with a problem, where it is none, or none that every scenario
  /// has.
  private func kind(_ entry: Node.Entry) -> ValueKind? {
    guard
      entry.key == "controller" || entry.key.hasPrefix("controller.")
        || entry.key.hasPrefix("pipeline.")
    else {
      problems.add(
        "\"\(entry.key)\" is no setting of pipeline or controller: load and faults are what they "
          + "are", at: entry.keyLocation,
        hint: "a path begins with pipeline. or controller")
      return nil
    }
    var kind: ValueKind?
    for template in templates {
      do {
        kind = try DocumentPath(entry.key, in: template.document).kind
      } catch {
        let place = templates.count > 1 ? " (in \(template.scenario.path))" : ""
        problems.add(error.message + place, at: entry.keyLocation, hint: error.hint)
        return nil
      }
    }
    return kind
  }

  /// A setting must not replace one that was chosen before it.
  private func checkOrder(_ entry: Node.Entry, _ earlier: ArraySlice<Node.Entry>) {
    guard let inner = earlier.first(where: { $0.key.hasPrefix(entry.key + ".") }) else { return }
    problems.add(
      "\"\(entry.key)\" stands after \"\(inner.key)\", which it replaces", at: entry.keyLocation,
      hint: "put it before line \(inner.keyLocation.line)")
  }

  /// Settings of a controller mean something only beside the rest of it.
  private func checkControllers(_ entries: [Node.Entry]) {
    guard let first = entries.first(where: { $0.key.hasPrefix("controller.") }),
      !entries.contains(where: { $0.key == "controller" })
    else { return }
    let written = templates.map { $0.document["controller"] }
    guard let other = written.firstIndex(where: { $0?.canonicalText != written[0]?.canonicalText })
    else { return }
    func told(_ position: Int) -> String {
      "\(written[position]?.inline ?? "the environment's") in \(templates[position].scenario.path)"
    }
    problems.add(
      "the scenarios begin with different controllers, \(told(0)) and \(told(other)), so that one "
        + "setting would mean different things", at: first.keyLocation,
      hint: "give all the same one: --set controller=balanced")
  }

  /// A setting of which no value makes a scenario is told now, not by every candidate.
  private func tryOut(
    _ parameter: TuningParameter, _ entry: Node.Entry, _ all: [TuningParameter]
  ) {
    let conditions = parameter.conditions(among: all)
    for template in templates {
      var first: ScenarioProblem?
      for value in parameter.samples {
        let settings = conditions + [VariantSetting(path: parameter.path, value: value)]
        do throws(InvalidScenario) {
          _ = try template.variant(with: settings)
          first = nil
          break
        } catch {
          first = first ?? error.problems.first
        }
      }
      guard let first else { continue }
      let isOwn = first.location.file.hasPrefix("--set \(parameter.path)=")
      problems.add(
        "no value makes \(template.scenario.path) a scenario: \(first.message)",
        at: isOwn ? entry.value.location : entry.keyLocation, hint: first.hint)
      return
    }
  }
}

extension TuningParameter {
  /// Values to try: the ends of a range, or all of a choice.
  fileprivate var samples: [String] {
    switch range {
    case .integer(let low, let high, _): return ["\(low)", "\(high)"]
    case .real(let low, let high, let unit, _):
      return [low, high].map { ValueKind.plain($0) + unit }
    case .choice(let values): return values
    }
  }

  /// Settings with which this one is looked at.
  fileprivate func conditions(among all: [TuningParameter]) -> [VariantSetting] {
    guard let condition, let parent = all.first(where: { $0.path == condition.path }) else {
      return []
    }
    return parent.conditions(among: all)
      + [VariantSetting(path: condition.path, value: condition.values[0])]
  }
}
