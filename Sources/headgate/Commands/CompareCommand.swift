import ArgumentParser
import HeadgateModel
import HeadgateReport
import HeadgateStore

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what changed from one result to another, by how much, and how sure that is.",
    discussion: """
      Each later result is compared with the first. A result is the number of a stored run, the \
      name of a baseline, or a JSON file of `run --json`; LABEL=RESULT calls it something else, and \
      RESULT:VARIANT takes one variant of it, so that two presets of one run can be compared. Of \
      several scenarios those of one name are compared.

      Simulated results are exact: those of one seed met the same arrivals and the same work, so they \
      are identical, or compared pair by pair. Measured ones are compared by ranks, one figure a \
      repetition.

      It informs and never gates: the exit code is 0 whatever changed.

        headgate run first.yaml --json before.json
        headgate run first.yaml --set pipeline.queue.capacity=50 --json after.json
        headgate compare before.json after.json
        headgate compare before=before.json after=after.json --all
      """)

  @Argument(help: ArgumentHelp("Results to compare, two or more.", valueName: "result"))
  var results: [String]

  @Flag(help: "Show every metric, not only those that matter or moved.")
  var all = false

  @OptionGroup var store: StoreOptions

  @OptionGroup var baselines: BaselineOptions

  @Option(
    help: ArgumentHelp("Write the comparisons as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the comparisons as Markdown.", valueName: "file"),
    completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp("Write the comparisons as one HTML page.", valueName: "file"),
    completion: .file())
  var html: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if results.count < 2 {
      throw ValidationError("compare takes two results or more: the first is the baseline.")
    }
  }

  func run() async throws {
    let session = ComparisonSession(
      isComplete: all, format: output.format, renderer: .forStandardOutput(output.colour),
      json: try json.map { try OutputFile($0, option: "--json") },
      markdown: try markdown.map { try OutputFile($0, option: "--markdown") },
      html: try html.map { try OutputFile($0, option: "--html") })
    try session.compare(try await load())
  }

  /// The results in their order, read side by side.
  private func load() async throws -> [NamedResults] {
    let source = ResultSource(
      storePath: store.path, baselines: baselines.folder, detail: .comparison)
    var loaded = [Result<NamedResults, any Error>?](repeating: nil, count: results.count)
    await withTaskGroup(of: (Int, Result<NamedResults, any Error>).self) { group in
      for (index, text) in results.enumerated() {
        group.addTask { (index, Result { try source.load(text) }) }
      }
      for await (index, result) in group { loaded[index] = result }
    }
    // Of several that cannot be read the first is told.
    return try loaded.compactMap { try $0?.get() }
  }
}
