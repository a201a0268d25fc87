/// Lays an extending document over the one that it extends.
enum DocumentMerge {
  /// Keys of which a mapping has one: an override replaces the other.
  private static let alternatives: [Set<String>] = [
    Set(Shape.distributionWords), ["gamma", "closed", "trace"], ["size", "files"],
  ]

  /// Mappings merge by key, stages and workloads by name; anything else is replaced.
  static func merge(_ base: Node, _ override: Node) -> Node {
    merge(base, override, path: [])
  }

  private static func merge(_ base: Node, _ override: Node, path: [String]) -> Node {
    switch (base.content, override.content) {
    case (.mapping(let old), .mapping(let new)):
      return Node(.mapping(entries(old, new, path)), at: override.location)
    case (.list(let old), .list(let new))
    where path == ["workloads"] || path == ["pipeline", "stages"]:
      return Node(.list(named(old, new, path)), at: override.location)
    default: return override
    }
  }

  private static func entries(_ old: [Node.Entry], _ new: [Node.Entry], _ path: [String])
    -> [Node.Entry]
  {
    let keys = Set(new.map(\.key))
    let excluded = alternatives.filter { !$0.isDisjoint(with: keys) }
      .reduce(into: Set<String>()) { $0.formUnion($1) }.subtracting(keys)
    var merged = old.filter { path == ["matrix"] || !excluded.contains($0.key) }
    for entry in new {
      guard let position = merged.firstIndex(where: { $0.key == entry.key }) else {
        merged.append(entry)
        continue
      }
      merged[position].keyLocation = entry.keyLocation
      merged[position].value = merge(
        merged[position].value, entry.value, path: path + [entry.key])
    }
    return merged
  }

  private static func named(_ old: [Node], _ new: [Node], _ path: [String]) -> [Node] {
    var merged = old
    for item in new {
      let name = item["name"]?.scalar
      if let name, let position = merged.firstIndex(where: { $0["name"]?.scalar == name }) {
        merged[position] = merge(merged[position], item, path: path + [name])
      } else {
        merged.append(item)
      }
    }
    return merged
  }
}
