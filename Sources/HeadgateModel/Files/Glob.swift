/// Finds files by a pattern: `*` and `?` within a name, `**` over any number of directories.
///
/// Names that begin with a dot are found only by a pattern that does; `**` enters no links.
package struct Glob {
  /// A pattern that leads past more names than this is a mistake.
  package static let mostNames = 200_000

  private let components: [String]
  private let root: String
  private(set) var matches: [String] = []
  private var visited = 0

  /// The sorted paths that match; `nil` where the pattern leads past too many names.
  package static func paths(_ pattern: String, in directory: String) -> [String]? {
    let path = FilePath.join(directory, pattern)
    var glob = Glob(path)
    glob.search(glob.root, 0)
    guard glob.visited <= mostNames else { return nil }
    return Set(glob.matches).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  private init(_ path: String) {
    root = path.hasPrefix("/") ? "/" : ""
    var components: [String] = []
    for part in path.split(separator: "/").map(String.init)
    where part != "." && !(part == "**" && components.last == "**") {
      components.append(part)
    }
    self.components = components
  }

  private mutating func search(_ directory: String, _ position: Int) {
    guard visited <= Self.mostNames, position < components.count else { return }
    let component = components[position]
    let isLast = position == components.count - 1
    if component == "**" {
      search(directory, position + 1)
      for name in FileAccess.names(in: directory) where !name.hasPrefix(".") {
        visited += 1
        let path = FilePath.join(directory, name)
        switch FileAccess.kind(path, followingLinks: false) {
        case .directory: search(path, position)
        case .file where isLast: matches.append(path)
        default: break
        }
      }
      return
    }
    for name in candidates(component, in: directory) {
      visited += 1
      let path = FilePath.join(directory, name)
      switch FileAccess.kind(path, followingLinks: true) {
      case .directory where !isLast: search(path, position + 1)
      case .file where isLast: matches.append(path)
      default: break
      }
    }
  }

  private func candidates(_ component: String, in directory: String) -> [String] {
    guard Self.isPattern(component) else { return [component] }
    let pattern = Array(component.unicodeScalars)
    return FileAccess.names(in: directory).filter { name in
      (!name.hasPrefix(".") || component.hasPrefix("."))
        && Self.matches(pattern, Array(name.unicodeScalars))
    }
  }

  /// Linear in pattern × name: on a mismatch only the last `*` is tried again.
  package static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var (p, n) = (0, 0)
    var star: (p: Int, n: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        star = (last.p, last.n + 1)
        p = last.p + 1
        n = last.n + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
