/// What is read once for all variants: the files that a scenario names, and what follows from it.
final class LoadContext {
  /// The longest file of chapters or recorded values.
  static let longestFile = 256 << 20

  private let mainDirectory: String
  /// Files that stand in for those on disk, by path.
  private let files: [String: String]
  private(set) var documents: [String]
  /// All that was read so far: a context made with it reads none of it again.
  private(set) var known = Known()

  struct Known: Sendable {
    /// The directories of the documents, by the name that positions carry.
    fileprivate var directories: [String: String] = [:]
    fileprivate var libraries: [String: LibraryOutcome] = [:]
    fileprivate var texts: [String: Result<String, FileProblem>] = [:]
    fileprivate var samples: [SampleKey: [Double]] = [:]
    fileprivate var catalogues: [[String]: MetricCatalogue] = [:]
    fileprivate var digests: [String: String] = [:]
    fileprivate var folder: PresetFolder?
    fileprivate var presets: [String: Result<SettingsPreset?, InvalidScenario>] = [:]
  }

  fileprivate struct SampleKey: Hashable {
    var path: String
    var measure: Measure
  }

  struct LibraryOutcome: Sendable {
    var sizes: [Int64]
    var problems: [ScenarioProblem]
  }

  init(scenarioPath: String, files: [String: String] = [:], presets: PresetFolder? = nil) {
    self.files = files
    known.folder = presets
    mainDirectory = FilePath.directory(of: scenarioPath)
    documents = [scenarioPath]
    known.directories[scenarioPath] = mainDirectory
  }

  /// A context of the same scenario that goes on from what another one read.
  init(scenarioPath: String, knowing known: Known) {
    files = [:]
    mainDirectory = FilePath.directory(of: scenarioPath)
    documents = [scenarioPath]
    self.known = known
  }

  func addDocument(_ path: String) {
    documents.append(path)
    known.directories[path] = FilePath.directory(of: path)
  }

  /// The directory that file names written at `location` are relative to.
  func directory(for location: SourceLocation) -> String {
    known.directories[location.file] ?? mainDirectory
  }

  func path(_ name: String, writtenAt location: SourceLocation) -> String {
    FilePath.join(directory(for: location), name)
  }

  /// The text of a file, read once.
  func text(_ path: String) throws(FileProblem) -> String {
    if let read = known.texts[path] { return try read.get() }
    do {
      let bytes = try bytes(path)
      let text = try FileAccess.text(bytes)
      known.texts[path] = .success(text)
      return text
    } catch {
      known.texts[path] = .failure(error)
      throw error
    }
  }

  /// The samples of a file of recorded values, read once.
  func samples(_ path: String, _ measure: Measure) throws -> [Double] {
    let key = SampleKey(path: path, measure: measure)
    if let samples = known.samples[key] { return samples }
    let samples = try RecordedValues.samples(text(path), measure, file: path)
    known.samples[key] = samples
    return samples
  }

  /// A file's bytes; they become part of the scenario's digest.
  func bytes(_ path: String) throws(FileProblem) -> [UInt8] {
    let bytes: [UInt8]
    if let text = files[path] {
      bytes = Array(text.utf8)
    } else {
      bytes = try FileAccess.read(path, limit: Self.longestFile)
    }
    known.digests[path] = SHA256.hex(bytes)
    return bytes
  }

  /// The preset of a file, read once; `nil` where there is none of the name. Its settings become part
  /// of the scenario's digest.
  func preset(_ name: String) throws(InvalidScenario) -> SettingsPreset? {
    if let read = known.presets[name] { return try read.get() }
    do {
      let preset = try known.folder?.load(name)
      known.presets[name] = .success(preset)
      if let preset {
        known.digests["preset \(name)"] = SHA256.hex(preset.canonicalText.utf8)
        addDocument(preset.path)
      }
      return preset
    } catch {
      known.presets[name] = .failure(error)
      throw error
    }
  }

  /// Whether there is a file of that name, readable or not; known once it was asked for.
  func isPreset(_ name: String) -> Bool {
    switch known.presets[name] {
    case .success(let preset)?: preset != nil
    case .failure?: true
    case nil: false
    }
  }

  /// The presets that stand in files.
  var presetNames: [String] { known.folder?.names() ?? [] }

  /// The metrics of a chain of stages, made once.
  func catalogue(_ stages: [String]) -> MetricCatalogue {
    if let made = known.catalogues[stages] { return made }
    let catalogue = MetricCatalogue(stages: stages)
    known.catalogues[stages] = catalogue
    return catalogue
  }

  func library(_ key: String, _ read: () -> LibraryOutcome) -> LibraryOutcome {
    if let outcome = known.libraries[key] { return outcome }
    let outcome = read()
    known.libraries[key] = outcome
    return outcome
  }

  /// One line a file, name relative to the scenario and digest, sorted.
  var fileDigests: String {
    known.digests.map { path, digest in
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
