import HeadgateModel
import HeadgateStore

/// Where a run's results go beside stdout. That each can be written is known before the run starts.
struct RunDestinations {
  private let store: ResultStore?
  private let storePath: String
  private let json: OutputFile?
  private let junit: OutputFile?
  private let markdown: OutputFile?
  private let html: OutputFile?
  let trace: TraceFile?

  /// - Parameter storePath: `nil` keeps nothing in a store.
  /// - Throws: `CommandFailure` (usage) where one of them cannot be written.
  init(
    storePath: String?, json: String?, junit: String?, markdown: String?, html: String?,
    trace: String?
  ) throws {
    self.json = try json.map { try OutputFile($0, option: "--json") }
    self.junit = try junit.map { try OutputFile($0, option: "--junit") }
    self.markdown = try markdown.map { try OutputFile($0, option: "--markdown") }
    self.html = try html.map { try OutputFile($0, option: "--html") }
    self.storePath = storePath ?? ""
    store = try storePath.map { try StoreAccess.open($0, readOnly: false) }
    self.trace = try trace.map { try TraceFile($0) }
  }

  /// Keeps a result in the store; where it went, in words, or `nil` without a store.
  func keep(_ result: RunResult) throws -> String? {
    guard let store else { return nil }
    return "run \(try store.save(result)) in \(storePath)"
  }

  /// Notes in the store that a scenario's run failed.
  func keepFailure(
    of scenario: Scenario, mode: RunMode, environment: RunEnvironment, _ error: any Error
  ) {
    do {
      _ = try store?.recordFailure(
        scenarioName: scenario.name, scenarioPath: scenario.path, scenarioText: scenario.text,
        scenarioSHA256: scenario.sha256, seed: scenario.seed, mode: mode,
        environment: environment, error: "\(error)")
    } catch {
      StandardError.write("\(scenario.name): the failure could not be stored: \(error)\n")
    }
  }

  /// Writes the files that hold all results together.
  func write(_ text: ResultText) throws {
    try json?.write(text.json(isWhole: true))
    try junit?.write(text.junit)
    try markdown?.write(text.markdown)
    try html?.write(text.html)
  }
}
