/// Reads the sizes of real chapters.
struct ChapterLibrary {
  /// Text of one scenario's library, in bytes.
  private static let mostBytes = 1 << 30

  let context: LoadContext
  private var problems: [ScenarioProblem] = []
  private var sizes: [Int64] = []
  private var total = 0

  /// The sizes in bytes of all chapters that the patterns match, files in order of their paths.
  static func sizes(_ patterns: [Node], _ context: LoadContext, _ problems: ProblemList) -> [Int64]
  {
    let key = patterns.map { "\($0.location) \($0.scalar ?? "")" }.joined(separator: "\n")
    let outcome = context.library(key) {
      var library = ChapterLibrary(context: context)
      library.read(patterns)
      return LoadContext.LibraryOutcome(sizes: library.sizes, problems: library.problems)
    }
    outcome.problems.forEach(problems.add)
    return outcome.sizes
  }

  private init(context: LoadContext) {
    self.context = context
  }

  private mutating func read(_ patterns: [Node]) {
    var origin: [String: SourceLocation] = [:]
    for pattern in patterns {
      guard let text = pattern.scalar else { continue }
      guard let paths = Glob.paths(text, in: context.directory(for: pattern.location)) else {
        report(
          "\"\(text)\" leads past more than \(Glob.mostNames) names", at: pattern.location,
          hint: "begin it with a directory's name")
        continue
      }
      if paths.isEmpty { reportNoMatch(text, at: pattern.location) }
      for path in paths where origin[path] == nil { origin[path] = pattern.location }
    }
    let ordered = origin.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (path, location) in ordered where problems.count < 20 { readFile(path, at: location) }
  }

  private mutating func reportNoMatch(_ text: String, at location: SourceLocation) {
    let path = context.path(text, writtenAt: location)
    let directory = context.directory(for: location)
    let place = directory.isEmpty ? "the scenario's directory" : directory
    if Glob.isPattern(text) {
      report(
        "no file matches \"\(text)\"", at: location, hint: "patterns are relative to \(place)")
    } else if FileAccess.kind(path, followingLinks: true) == .directory {
      report("\(path) is a directory", at: location, hint: "write \"\(text)/**\" for all below it")
    } else {
      report(
        "\(path) does not exist", at: location,
        hint: LoadContext.hint(forMissing: path) ?? "file names are relative to \(place)")
    }
  }

  private mutating func readFile(_ path: String, at location: SourceLocation) {
    do {
      let bytes = try context.bytes(path)
      total += bytes.count
      guard total <= Self.mostBytes else {
        report("the library is larger than 1 GiB", at: location)
        return
      }
      let text = try FileAccess.text(bytes)
      if path.lowercased().hasSuffix(".json") {
        sizes += try ChapterJSON.sizes(bytes, file: path)
      } else {
        sizes.append(Int64(text.utf8.count))
      }
    } catch let problem as FileProblem {
      problems.append(
        context.problem(
          problem, with: path, namedAt: location, hint: "chapters are UTF-8 text or JSON"))
    } catch let problem as ScenarioProblem {
      problems.append(problem)
    } catch {
      report("\(path) cannot be read: \(error)", at: location)
    }
  }

  private mutating func report(_ message: String, at location: SourceLocation, hint: String? = nil)
  {
    problems.append(ScenarioProblem(location: location, message: message, hint: hint))
  }
}
