import HeadgateModel
import HeadgateStore

/// Finds results by what the command line calls them.
struct ResultSource {
  var storePath: String
  var baselines: BaselineFolder
  var detail = ResultDetail.whole

  /// - Throws: `CommandFailure` (usage) where there is no such result, or none that can be read.
  func load(_ text: String) throws -> NamedResults {
    let reference = ResultReference(text)
    if let results = try find(reference.place) {
      return NamedResults(label: reference.label, results: results, isOneVariant: false)
    }
    for (place, variant) in reference.splits {
      guard let results = try find(place) else { continue }
      return NamedResults(
        label: reference.label,
        results: [try Self.pick(variant, of: results, place: place)], isOneVariant: true)
    }
    throw notFound(reference.splits.first?.place ?? reference.place)
  }

  /// `nil` where nothing is called so.
  private func find(_ place: String) throws -> [RunResult]? {
    if let id = Int64(place) { return [try run(id)] }
    switch FileAccess.kind(place, followingLinks: true) {
    case .directory where baselines.contains(place): return try baseline(place)
    case .directory: return try folder(place)
    case .file, .other: return try Self.results(inFile: place, detail: detail)
    case .missing: return baselines.contains(place) ? try baseline(place) : nil
    }
  }

  /// A stored run.
  func run(_ id: Int64) throws -> RunResult {
    let store = try StoreAccess.open(storePath, readOnly: true)
    do {
      return try store.load(id, detail: detail)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }

  private func baseline(_ name: String) throws -> [RunResult] {
    do {
      return try baselines.load(name)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }

  /// The results of a file: of `headgate run --json`, or a baseline.
  static func results(
    inFile path: String, detail: ResultDetail = .whole
  ) throws -> [RunResult] {
    do {
      let bytes = try FileAccess.readUTF8(path)
      return BaselineJSON.claims(bytes)
        ? [try BaselineJSON.decode(bytes, file: path)]
        : try ResultJSON.decodeAll(bytes, file: path, detail: detail)
    } catch let problem as FileProblem {
      throw CommandFailure(.usage, "\(path) \(problem.message)")
    } catch let error as ResultJSONError {
      throw CommandFailure(.usage, error.description)
    }
  }

  /// The results of all JSON files of a folder, in the order of their names.
  private func folder(_ path: String) throws -> [RunResult] {
    let names = (try? FileAccess.entries(in: path)) ?? []
    let files = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
    guard !files.isEmpty else {
      throw CommandFailure(.usage, "\(path): no results here: the folder holds no .json file")
    }
    return try files.flatMap { try Self.results(inFile: FilePath.join(path, $0), detail: detail) }
  }

  /// The one result that has the variant, with that variant alone.
  private static func pick(
    _ name: String, of results: [RunResult], place: String
  ) throws -> RunResult {
    let names = results.flatMap { $0.variants.map(\.name) }
    let matching = results.filter { $0.variants.contains { $0.name == name } }
    guard var result = matching.first else {
      let hint = Spelling.hint(for: name, among: names, called: "variants")
      throw CommandFailure(
        .usage, "\(place) has no variant \"\(name)\"" + (hint.map { "; \($0)" } ?? ""))
    }
    guard matching.count == 1 else {
      let scenarios = matching.map(\.scenarioName).joined(separator: ", ")
      throw CommandFailure(
        .usage,
        "\(place) has a variant \"\(name)\" in several scenarios (\(scenarios)); name the file of one"
      )
    }
    result.variants = result.variants.filter { $0.name == name }
    return result
  }

  private func notFound(_ place: String) -> CommandFailure {
    let names = baselines.names()
    let there =
      names.isEmpty ? "none is there" : "there: " + names.joined(separator: ", ")
    return CommandFailure(
      .usage,
      "'\(place)' is no run's number, no baseline in \(baselines.path) (\(there)) and no file; "
        + "`headgate list` shows the runs")
  }
}
