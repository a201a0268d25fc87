import HeadgateCore

/// A dotted path into a document, `pipeline.stages.embed.workers`, checked against the format.
struct DocumentPath {
  enum Step {
    case key(String)
    case position(Int)
  }

  let text: String
  let steps: [Step]
  /// What the value there may be.
  let kind: ValueKind

  /// Finds where a path leads in `root`.
  ///
  /// Stages, workloads and phases go by name, items of other lists by position from 0.
  init(_ text: String, in root: Node) throws(PathProblem) {
    var walk = PathWalk(text: text)
    kind = try walk.run(
      text.split(separator: ".", omittingEmptySubsequences: false).map(String.init), root)
    self.text = text
    steps = walk.steps
  }
}

/// Why a path leads nowhere.
struct PathProblem: Error {
  var message: String
  var hint: String?
}

/// The walk along a path, through the format and the document side by side.
private struct PathWalk {
  let text: String
  private(set) var steps: [DocumentPath.Step] = []
  private var passed: [String] = []

  init(text: String) {
    self.text = text
  }

  mutating func run(_ components: [String], _ root: Node) throws(PathProblem) -> ValueKind {
    var kind = ValueKind.shape("scenario")
    var node: Node? = root
    var rest = components[...]
    while let component = rest.first {
      let container = try container(kind, node, component, isLast: rest.count == 1)
      switch container {
      case .shape(let name):
        let shape = Shape.named(name)
        guard let key = shape.key(component) else {
          throw unknown(component, shape.keys.map(\.name))
        }
        kind = key.kind
        step(.key(component), component, &node)
        rest.removeFirst()
      case .list(let item, _):
        let position = try position(component, node)
        kind = item
        steps.append(.position(position))
        passed.append(component)
        node = node?.list?[position]
        rest.removeFirst()
      case .map(let value):
        // The keys of a map are free, and may hold dots themselves.
        let key = rest.joined(separator: ".")
        kind = value
        step(.key(key), key, &node)
        rest = []
      default:
        throw PathProblem(message: "\"\(passed.joined(separator: "."))\" has no keys")
      }
    }
    return kind
  }

  private mutating func step(_ step: DocumentPath.Step, _ name: String, _ node: inout Node?) {
    steps.append(step)
    passed.append(name)
    node = node?[name]
  }

  /// Of a value's kinds the one that holds others: that of the document, else the first.
  private func container(_ kind: ValueKind, _ node: Node?, _ component: String, isLast: Bool)
    throws(PathProblem) -> ValueKind
  {
    guard case .either(let kinds) = kind else { return kind }
    let fitting = kinds.first { kind in
      switch kind {
      case .shape, .map: node?.entries != nil || node?.list == nil
      case .list: node?.list != nil
      default: false
      }
    }
    guard let fitting else {
      throw PathProblem(message: "\"\(passed.joined(separator: "."))\" has no keys")
    }
    return fitting
  }

  private func position(_ component: String, _ node: Node?) throws(PathProblem) -> Int {
    let items = node?.list ?? []
    let place = passed.joined(separator: ".")
    if let position = Int(component), component.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard items.indices.contains(position) else {
        throw PathProblem(
          message: "\"\(place)\" has no item \(component)",
          hint: items.isEmpty ? "it is empty" : "items: 0 to \(items.count - 1)")
      }
      return position
    }
    let names = items.map { $0["name"]?.scalar }
    guard let position = names.firstIndex(of: component) else {
      throw unknown(component, names.compactMap { $0 })
    }
    return position
  }

  private func unknown(_ component: String, _ valid: [String]) -> PathProblem {
    let prefix = passed.map { $0 + "." }.joined()
    let place = passed.isEmpty ? "the scenario" : "\"\(passed.joined(separator: "."))\""
    let hint =
      Spelling.nearest(component, among: valid).map { "did you mean \"\(prefix)\($0)\"?" }
      ?? (valid.isEmpty ? nil : "valid after \"\(prefix)\": " + valid.joined(separator: ", "))
    return PathProblem(message: "\(place) has no \"\(component)\"", hint: hint)
  }
}

extension Node {
  /// The value where the steps of a checked path lead, if there is one.
  func value(at path: DocumentPath) -> Node? {
    path.steps.reduce(self as Node?) { node, step in
      switch step {
      case .key(let key): node?[key]
      case .position(let position): node?.list?[position]
      }
    }
  }

  /// Puts a value where the steps of a checked path lead, with mappings on the way there.
  mutating func set(_ value: Node, at path: DocumentPath) {
    set(value, path.steps[...], parent: nil)
  }

  private mutating func set(
    _ value: Node, _ steps: ArraySlice<DocumentPath.Step>, parent: String?
  ) {
    guard let step = steps.first else {
      self = value
      return
    }
    switch step {
    case .position(let position):
      guard case .list(var items) = content, items.indices.contains(position) else { return }
      items[position].set(value, steps.dropFirst(), parent: nil)
      content = .list(items)
    case .key(let key):
      if case .scalar(let text, _) = content { self = opened(text, parent: parent, value) }
      var inner = self[key] ?? Node(.mapping([]), at: value.location)
      inner.set(value, steps.dropFirst(), parent: key)
      self[key] = inner
    }
  }

  /// The mapping that a single value stands for: `controller: balanced` is `{preset: balanced}`.
  private func opened(_ text: String, parent: String?, _ value: Node) -> Node {
    parent == "controller" ? openedAsController : Node(.mapping([]), at: value.location)
  }

  /// The document with what its environment gives written out, where a path is to enter it.
  func opened(for path: String) -> Node {
    if path.hasPrefix("pipeline.stages.") { return withPresetStages() }
    return path.hasPrefix("controller.") ? withPresetController() : self
  }

  /// The document with its environment's controller written out, where it has none of its own.
  func withPresetController() -> Node {
    guard self["controller"] == nil, let environment = self["pipeline"]?["environment"],
      let preset = environment.scalar.flatMap(EnvironmentPreset.init)
    else { return self }
    var document = self
    document["controller"] = Node(scalar: preset.controller.rawValue, at: environment.location)
    return document
  }

  /// The document with its environment's stages written out.
  func withPresetStages() -> Node {
    guard let pipeline = self["pipeline"], pipeline.entries != nil, pipeline["stages"] == nil,
      let environment = pipeline["environment"],
      let preset = environment.scalar.flatMap(EnvironmentPreset.init)
    else { return self }
    let place = environment.location
    let stages = preset.stages.map { stage in
      Node(
        .mapping([
          Entry(
            key: "name", keyLocation: place, value: Node(scalar: stage.name, at: place))
        ]), at: place)
    }
    var document = self
    var opened = pipeline
    opened["stages"] = Node(.list(stages), at: place)
    document["pipeline"] = opened
    return document
  }
}
