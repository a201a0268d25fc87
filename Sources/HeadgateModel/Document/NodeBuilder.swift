import Yams

/// Turns the YAML library's nodes into ours: resolves aliases within limits, finds repeated keys.
struct NodeBuilder {
  struct Place: Hashable {
    var line: Int
    var column: Int
  }

  /// Deeper nesting is an error: no scenario needs it, and recursion must end.
  private static let deepest = 64
  /// Nodes of a document with its aliases written out.
  private static let mostNodes = 100_000

  private let file: String
  private let aliasMark: Unicode.Scalar
  /// Keys that were disguised, by where they stand.
  private let restored: [Place: String]
  private var anchors: [String: (node: Node, size: Int)] = [:]
  private var count = 0
  private(set) var problems: [ScenarioProblem] = []

  init(file: String, aliasMark: Unicode.Scalar, restored: [Place: String]) {
    self.file = file
    self.aliasMark = aliasMark
    self.restored = restored
  }

  mutating func build(_ root: Yams.Node) -> Node { build(root, depth: 0) }

  private mutating func build(_ node: Yams.Node, depth: Int) -> Node {
    let location = location(node)
    guard depth < Self.deepest else {
      if depth == Self.deepest { report("nested more than \(Self.deepest) deep", at: location) }
      return Node(scalar: "", at: location)
    }
    let before = count
    count += 1
    let built: Node
    switch node {
    case .scalar(let scalar):
      if let alias = alias(scalar, at: location) { return alias }
      built = Node(.scalar(text(scalar.string), style(scalar)), at: location)
    case .sequence(let items):
      built = Node(.list(items.map { build($0, depth: depth + 1) }), at: location)
    case .mapping(let mapping):
      built = Node(.mapping(entries(mapping, depth: depth)), at: location)
    case .alias: built = Node(scalar: "", at: location)
    }
    if let name = node.anchor?.rawValue { anchors[name] = (built, count - before) }
    return built
  }

  private mutating func entries(_ mapping: Yams.Node.Mapping, depth: Int) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    var seen: [String: SourceLocation] = [:]
    for (keyNode, valueNode) in mapping {
      let location = location(keyNode)
      let value = build(valueNode, depth: depth + 1)
      guard let key = key(keyNode, at: location) else { continue }
      if let first = seen[key] {
        report(
          "\"\(key)\" is repeated", at: location,
          hint: "it stands first in line \(first.line), column \(first.column): keep one of them")
        continue
      }
      seen[key] = location
      entries.append(Node.Entry(key: key, keyLocation: location, value: value))
    }
    return entries
  }

  private mutating func key(_ node: Yams.Node, at location: SourceLocation) -> String? {
    guard case .scalar(let scalar) = node else {
      report("a key must be a single word", at: location)
      return nil
    }
    let place = Place(line: location.line, column: location.column)
    if let key = restored[place] { return text(key) }
    let key = text(scalar.string)
    if scalar.string.unicodeScalars.first == aliasMark, style(scalar) == .plain {
      report("an alias cannot be a key", at: location)
      return nil
    }
    if key == "<<", style(scalar) == .plain {
      report(
        "merge keys (<<) are not read", at: location,
        hint: "write the keys out, or take over a whole file with `extends`")
      return nil
    }
    if key.isEmpty {
      report("a key is missing", at: location)
      return nil
    }
    return key
  }

  private mutating func alias(_ scalar: Yams.Node.Scalar, at location: SourceLocation) -> Node? {
    guard style(scalar) == .plain, scalar.string.unicodeScalars.first == aliasMark else {
      return nil
    }
    let name = String(text(scalar.string).dropFirst())
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isAnchorCharacter) else {
      report(
        "\"*\(name)\" begins with *, which YAML keeps for aliases", at: location,
        hint: "put it in quotes: \"*\(name)\"")
      return Node(.scalar("*" + name, .quoted), at: location)
    }
    guard let (node, size) = anchors[name] else {
      report(
        "unknown alias *\(name)", at: location,
        hint: Spelling.hint(for: name, among: anchors.keys.sorted(), called: "anchors")
          ?? "an anchor is written &\(name), and stands before its aliases")
      return Node(.scalar("*" + name, .quoted), at: location)
    }
    guard count + size <= Self.mostNodes else {
      report("aliases make the document larger than \(Self.mostNodes) values", at: location)
      return Node(scalar: "", at: location)
    }
    count += size - 1
    return node
  }

  private func text(_ string: String) -> String {
    guard string.unicodeScalars.contains(aliasMark) else { return string }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: string.unicodeScalars.lazy.map { $0 == aliasMark ? "*" : $0 })
    return String(view)
  }

  private func style(_ scalar: Yams.Node.Scalar) -> Node.Style {
    switch scalar.style {
    case .any, .plain: .plain
    case .singleQuoted, .doubleQuoted: .quoted
    case .literal, .folded: .block
    }
  }

  private func location(_ node: Yams.Node) -> SourceLocation {
    SourceLocation(
      file: file, line: max(node.mark?.line ?? 1, 1), column: max(node.mark?.column ?? 1, 1))
  }

  private mutating func report(_ message: String, at location: SourceLocation, hint: String? = nil)
  {
    problems.append(ScenarioProblem(location: location, message: message, hint: hint))
  }

  private static func isAnchorCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
