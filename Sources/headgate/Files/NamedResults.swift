import Foundation
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Results for a page, as named on the command line: a stored run's number, or a file of result JSON.
struct NamedResults {
  private let storePath: String
  private var store: ResultStore?

  init(storePath: String) {
    self.storePath = storePath
  }

  /// The results under a name, all of them where a file holds several.
  ///
  /// - Throws: `CommandFailure` (usage) where there are none, or none that can be read.
  mutating func load(_ name: String) throws -> [RunResult] {
    if let id = Int64(name), id >= 0 { return [try run(id)] }
    let text: String
    do {
      text = try String(contentsOfFile: name, encoding: .utf8)
    } catch {
      throw CommandFailure(.usage, Self.message(name, error))
    }
    do {
      return try ResultJSON.decodeAll(text, file: name)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }

  private mutating func run(_ id: Int64) throws -> RunResult {
    let store = try self.store ?? StoreAccess.open(storePath, readOnly: true)
    self.store = store
    do {
      return try store.load(id, recordsOf: HTMLReport.drawn(of:))
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }

  private static func message(_ name: String, _ error: any Error) -> String {
    FileManager.default.fileExists(atPath: name)
      ? "\(name): cannot be read as text: \(error.localizedDescription)"
      : "\(name) is neither a stored run's number nor a file; `headgate list` has the numbers"
  }
}
