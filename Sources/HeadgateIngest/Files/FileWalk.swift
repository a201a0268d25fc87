internal import HeadgateModel

/// Finds the files of paths, folders and patterns, one by one.
struct FileWalk {
  private static let endings: Set<String> = ["txt", "text", "md", "markdown", "json"]

  private struct Folder {
    var path: String
    var identity: FileAccess.Identity?
    /// The names left, the next one last.
    var names: [String]
    var hasFiles = false
  }

  /// The paths left, the next one last.
  private var paths: [String]
  /// The folders that the walk is in, the innermost last.
  private var folders: [Folder] = []
  private var found: Set<String> = []

  init(_ paths: [String]) { self.paths = paths.reversed() }

  mutating func next() -> Result<String, SourceProblem>? {
    while true {
      guard let step = folders.isEmpty ? nextPath() : nextName() else { return nil }
      switch step {
      case .nothing: continue
      case .file(let path): if found.insert(path).inserted { return .success(path) }
      case .problem(let problem): return .failure(problem)
      }
    }
  }

  private enum Step {
    case file(String)
    case problem(SourceProblem)
    case nothing
  }

  private mutating func nextPath() -> Step? {
    guard let path = paths.popLast() else { return nil }
    switch FileAccess.kind(path, followingLinks: true) {
    case .file: return .file(path)
    case .directory: return enter(path)
    case .other: return .problem(SourceProblem(path, "is neither a file nor a folder"))
    case .missing where Glob.isPattern(path): return expand(path)
    case .missing: return .problem(SourceProblem(path, "does not exist"))
    }
  }

  private mutating func expand(_ pattern: String) -> Step {
    guard let matches = Glob.paths(pattern, in: "") else {
      return .problem(
        SourceProblem(
          pattern,
          "leads past more than \(Glob.mostNames) names; begin it with a folder's name"))
    }
    guard !matches.isEmpty else {
      return .problem(SourceProblem(pattern, "no file matches the pattern"))
    }
    paths += matches.reversed()
    return .nothing
  }

  private mutating func enter(_ path: String) -> Step {
    let identity = FileAccess.identity(path)
    if let above = folders.first(where: { $0.identity == identity && identity != nil }) {
      return .problem(
        SourceProblem(path, "is a link back to \(above.path), which holds it; it was not entered"))
    }
    do {
      let names = try FileAccess.entries(in: path).filter { !$0.hasPrefix(".") }
      folders.append(Folder(path: path, identity: identity, names: names.reversed()))
      return .nothing
    } catch {
      return .problem(SourceProblem(path, error.message))
    }
  }

  private mutating func nextName() -> Step {
    let innermost = folders.count - 1
    guard let name = folders[innermost].names.popLast() else { return leave() }
    let path = FilePath.join(folders[innermost].path, name)
    switch FileAccess.kind(path, followingLinks: true) {
    case .directory: return enter(path)
    case .file where Self.endings.contains(FileName(path).ending):
      for place in folders.indices { folders[place].hasFiles = true }
      return .file(path)
    case .missing: return .problem(SourceProblem(path, "is a link that leads nowhere"))
    case .file, .other: return .nothing
    }
  }

  /// Goes back out of a folder; one that was named itself and has nothing to read is a problem.
  private mutating func leave() -> Step {
    let folder = folders.removeLast()
    guard folders.isEmpty, !folder.hasFiles else { return .nothing }
    return .problem(
      SourceProblem(folder.path, "there is no file to read in it (.txt, .md, .json)"))
  }
}
