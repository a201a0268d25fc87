internal import GRDB
public import HeadgateModel

/// Runs kept in an SQLite file.
///
/// Several processes may save and read the same file at once: it is kept in WAL mode, a save is one
/// transaction, and a writer waits for another up to the busy timeout. A process that dies in the
/// middle of a save leaves the store as it was before. See <doc:ResultsStore> for the tables.
public final class ResultStore: Sendable {
  /// As given.
  public let path: String
  private let queue: DatabaseQueue

  /// Opens the store, and makes it, its folder and its tables where they are not there yet.
  ///
  /// - Parameter readOnly: demands a store that is there and changes nothing in it.
  /// - Throws: `StoreError` where the path leads nowhere, the file is something else, or a newer
  ///   build has written it.
  public convenience init(path: String, readOnly: Bool = false) throws(StoreError) {
    try self.init(path: path, readOnly: readOnly, busyTimeout: 15)
  }

  /// - Parameter busyTimeout: how long to wait for other processes, in seconds.
  package init(path: String, readOnly: Bool, busyTimeout: Double) throws(StoreError) {
    self.path = path
    queue = try StoreConnection(path: path, readOnly: readOnly, busyTimeout: busyTimeout).open()
  }

  /// Stores a run whole, or not at all; answers its id. Ids ascend and none is given twice.
  public func save(_ result: RunResult) throws(StoreError) -> Int64 {
    try save(result) {}
  }

  /// Stores a run, and does `beforeCommit` when all is written and nothing committed; where that
  /// throws, the run is not stored.
  package func save(
    _ result: RunResult, beforeCommit: () throws -> Void
  ) throws(StoreError) -> Int64 {
    try write { database in
      var writer = RunWriter(database)
      let id = try writer.write(result)
      try beforeCommit()
      return id
    }
  }

  /// Stores that a run failed before it gave a result; answers its id.
  ///
  /// - Parameters:
  ///   - mode: the mode that it ran in.
  ///   - error: why, in words.
  public func recordFailure(
    scenarioName: String, scenarioPath: String, scenarioText: String, scenarioSHA256: String,
    seed: UInt64, mode: RunMode, environment: RunEnvironment, error: String
  ) throws(StoreError) -> Int64 {
    let run = RunRow(
      scenarioName: scenarioName, scenarioPath: scenarioPath, scenarioText: scenarioText,
      scenarioSHA256: scenarioSHA256, seed: seed, modes: [mode], variantCount: 0,
      replicationCount: 0, verdict: nil, error: error, environment: environment)
    return try write { try RunWriter($0).writeRun(run) }
  }

  /// The latest runs of every outcome, newest first.
  ///
  /// - Parameter limit: at most so many; 0 or less gives none.
  public func list(limit: Int) throws(StoreError) -> [StoredRunSummary] {
    try read { try RunReader(database: $0).list(limit: max(0, limit)) }
  }

  /// A run as it was saved.
  ///
  /// - Parameter detail: how much of it.
  /// - Throws: `StoreError`: `noSuchRun`, or `incompleteRun` with the reason where the run failed.
  public func load(
    _ id: Int64, detail: ResultDetail = .whole
  ) throws(StoreError) -> RunResult {
    switch try read({ try RunReader(database: $0, detail: detail).load(id) }) {
    case .result(let result): return result
    case .failure(let error):
      throw StoreError(
        code: .incompleteRun,
        message: "\(path): run \(id) failed before it gave a result: \(error)")
    case nil:
      throw StoreError(
        code: .noSuchRun, message: "\(path): no run \(id); `headgate list` shows those there are")
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
