/// The axes of a scenario's matrix and the documents of its cells.
struct ScenarioMatrix {
  static let mostVariants = 10_000
  /// Variants × values of the document, so that reading them all stays a matter of seconds.
  private static let mostWork = 50_000_000

  struct Axis {
    var path: String
    var location: SourceLocation
    var values: [Node]
  }

  /// One variant's document, and the position of its value on each axis.
  struct Cell {
    var name: String
    var settings: [VariantSetting]
    var positions: [Int]
    var document: Node
  }

  private(set) var axes: [Axis] = []
  private(set) var cells: [Cell] = []
  /// The document that the cells are made of.
  let base: Node
  /// Where the values stand that axes replace.
  private(set) var replaced: Set<SourceLocation> = []

  /// What a scenario has once, whatever the variant.
  private static let fixed = [
    "schemaVersion", "name", "description", "labels", "extends", "matrix", "thresholds",
    "regression", "run.replications",
  ]

  init(_ root: Node, _ problems: ProblemList) {
    base = root.openedForMatrix()
    let paths = readAxes(base, problems)
    let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.mostVariants), count * Double(root.size) <= Double(Self.mostWork)
    else {
      problems.add(
        "the matrix has \(ValueKind.plain(count)) variants, but at most \(Self.mostVariants) are "
          + "allowed, and fewer in a large file", at: root["matrix"]?.location ?? root.location,
        hint: "take values out, or split the scenario")
      axes = []
      cells = [Cell(name: "default", settings: [], positions: [], document: root)]
      return
    }
    for path in paths { base.value(at: path)?.forEachLocation { replaced.insert($0) } }
    cells = (0..<Int(count)).map { cell($0, base, paths) }
  }

  private mutating func readAxes(_ root: Node, _ problems: ProblemList) -> [DocumentPath] {
    guard let matrix = root["matrix"], matrix.scalar != "none" || matrix.entries != nil else {
      return []
    }
    var paths: [DocumentPath] = []
    for entry in matrix.entries ?? [] {
      guard let axis = axis(entry, problems) else { continue }
      do {
        paths.append(try DocumentPath(entry.key, in: root))
        axes.append(axis)
      } catch {
        problems.add(error.message, at: entry.keyLocation, hint: error.hint)
      }
    }
    return paths
  }

  private func axis(_ entry: Node.Entry, _ problems: ProblemList) -> Axis? {
    let fixed = Self.fixed.first { entry.key == $0 || entry.key.hasPrefix($0 + ".") }
    if let fixed {
      problems.add(
        "\"\(fixed)\" cannot vary: it belongs to the whole scenario", at: entry.keyLocation)
      return nil
    }
    guard let values = entry.value.list else {
      problems.add(
        "the axis \"\(entry.key)\" must be a list of values, not \(entry.value.typeName)",
        at: entry.value.location, hint: "write \(entry.key): [\(entry.value.inline)]")
      return nil
    }
    guard !values.isEmpty else {
      problems.add("the axis \"\(entry.key)\" is empty", at: entry.value.location)
      return nil
    }
    var seen: [String: SourceLocation] = [:]
    for value in values {
      let text = value.inline
      if seen[text] != nil {
        problems.add("\"\(text)\" is twice on the axis \"\(entry.key)\"", at: value.location)
      }
      seen[text] = value.location
    }
    return Axis(path: entry.key, location: entry.keyLocation, values: values)
  }

  /// Cell `number` of the full factorial, the first axis slowest.
  private func cell(_ number: Int, _ root: Node, _ paths: [DocumentPath]) -> Cell {
    var rest = number
    var positions = [Int](repeating: 0, count: axes.count)
    for i in axes.indices.reversed() {
      positions[i] = rest % axes[i].values.count
      rest /= axes[i].values.count
    }
    var document = root
    var settings: [VariantSetting] = []
    for (i, axis) in axes.enumerated() {
      let value = axis.values[positions[i]]
      document.set(value, at: paths[i])
      settings.append(VariantSetting(path: axis.path, value: value.inline))
    }
    let name = settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
    return Cell(
      name: name.isEmpty ? "default" : name, settings: settings, positions: positions,
      document: document)
  }
}

extension Node {
  fileprivate func openedForMatrix() -> Node {
    (self["matrix"]?.entries ?? []).reduce(self) { $0.opened(for: $1.key) }
  }
}
