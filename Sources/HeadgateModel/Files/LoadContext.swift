/// What is read once for all variants: the files that a scenario names, and what follows from it.
final class LoadContext {
  /// The longest file of chapters or recorded values.
  static let longestFile = 256 << 20

  /// The directories of the documents, by the name that positions carry.
  private var directories: [String: String] = [:]
  private let mainDirectory: String
  /// Files that stand in for those on disk, by path.
  private let files: [String: String]
  private(set) var documents: [String]
  private var libraries: [String: LibraryOutcome] = [:]
  private var texts: [String: Result<String, FileProblem>] = [:]
  private var catalogues: [[String]: MetricCatalogue] = [:]
  private var digests: [String: String] = [:]

  struct LibraryOutcome {
    var sizes: [Int64]
    var problems: [ScenarioProblem]
  }

  init(scenarioPath: String, files: [String: String] = [:]) {
    self.files = files
    mainDirectory = FilePath.directory(of: scenarioPath)
    documents = [scenarioPath]
    directories[scenarioPath] = mainDirectory
  }

  func addDocument(_ path: String) {
    documents.append(path)
    directories[path] = FilePath.directory(of: path)
  }

  /// The directory that file names written at `location` are relative to.
  func directory(for location: SourceLocation) -> String {
    directories[location.file] ?? mainDirectory
  }

  func path(_ name: String, writtenAt location: SourceLocation) -> String {
    FilePath.join(directory(for: location), name)
  }

  /// The text of a file, read once.
  func text(_ path: String) throws(FileProblem) -> String {
    if let known = texts[path] { return try known.get() }
    do {
      let bytes = try bytes(path)
      let text = try FileAccess.text(bytes)
      texts[path] = .success(text)
      return text
    } catch {
      texts[path] = .failure(error)
      throw error
    }
  }

  /// A file's bytes; they become part of the scenario's digest.
  func bytes(_ path: String) throws(FileProblem) -> [UInt8] {
    let bytes: [UInt8]
    if let text = files[path] {
      bytes = Array(text.utf8)
    } else {
      bytes = try FileAccess.read(path, limit: Self.longestFile)
    }
    digests[path] = SHA256.hex(bytes)
    return bytes
  }

  /// The metrics of a chain of stages, made once.
  func catalogue(_ stages: [String]) -> MetricCatalogue {
    if let known = catalogues[stages] { return known }
    let catalogue = MetricCatalogue(stages: stages)
    catalogues[stages] = catalogue
    return catalogue
  }

  func library(_ key: String, _ read: () -> LibraryOutcome) -> LibraryOutcome {
    if let known = libraries[key] { return known }
    let outcome = read()
    libraries[key] = outcome
    return outcome
  }

  /// One line a file, name relative to the scenario and digest, sorted.
  var fileDigests: String {
    digests.map { path, digest in
      let prefix = mainDirectory.isEmpty ? "" : mainDirectory + "/"
      let name = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
      return "\(name) \(digest)\n"
    }.sorted().joined()
  }

  /// What to say of a file that cannot be read, at the place that names it or in the file itself.
  func problem(
    _ problem: FileProblem, with path: String, namedAt location: SourceLocation,
    hint: String? = nil
  ) -> ScenarioProblem {
    guard problem.line == 1, problem.column == 1 else {
      return ScenarioProblem(
        location: SourceLocation(file: path, line: problem.line, column: problem.column),
        message: "the file \(problem.message)", hint: hint)
    }
    return ScenarioProblem(
      location: location, message: "\(path) \(problem.message)",
      hint: problem.isMissing ? Self.hint(forMissing: path) : hint)
  }

  /// The name in its directory that is nearest to one that is not there.
  static func hint(forMissing path: String) -> String? {
    let directory = FilePath.directory(of: path)
    guard
      let near = Spelling.nearest(
        FilePath.name(of: path), among: FileAccess.names(in: directory))
    else { return nil }
    return "did you mean \"\(FilePath.join(directory, near))\"?"
  }
}
