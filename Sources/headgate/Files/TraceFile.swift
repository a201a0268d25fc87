import Foundation
import HeadgateLab
import HeadgateModel
import Synchronization

/// The file of `--trace`: one JSON line an event, and before each replication's events one line that
/// says whose they are.
final class TraceFile: Sendable {
  private struct State {
    var buffer = ""
    var heading = ""
    var failure: Int32?
  }

  private static let bufferSize = 1 << 16

  private let path: String
  private let descriptor: Int32
  private let state = Mutex(State())

  /// Creates or empties the file.
  ///
  /// - Throws: `CommandFailure` (usage) where it cannot be opened for writing, or where it is `-`.
  init(_ path: String) throws {
    try OutputFile.requireName(path, option: "--trace")
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 {
      throw CommandFailure(
        .usage, "--trace \(path): cannot write there: \(systemMessage(errno))")
    }
  }

  deinit {
    close(descriptor)
  }

  func add(_ lot: TraceLot, scenario: String) {
    state.withLock { state in
      let heading = Self.heading(of: lot, scenario: scenario)
      if heading != state.heading {
        state.heading = heading
        state.buffer += heading + "\n"
      }
      for event in lot.events {
        state.buffer += event.json(stages: lot.stages)
        state.buffer += "\n"
        if state.buffer.utf8.count >= Self.bufferSize { flush(&state) }
      }
    }
  }

  /// Writes what is left.
  ///
  /// - Throws: `CommandFailure` (internal error) where any of it could not be written.
  func finish() throws {
    let failure = state.withLock { state in
      flush(&state)
      return state.failure
    }
    if let failure {
      throw CommandFailure(.internalError, "cannot write \(path): \(systemMessage(failure))")
    }
  }

  private func flush(_ state: inout State) {
    if state.failure == nil { state.failure = writeAll(state.buffer, to: descriptor) }
    state.buffer.removeAll(keepingCapacity: true)
  }

  private static func heading(of lot: TraceLot, scenario: String) -> String {
    "{\"scenario\": \(JSONString.quoted(scenario)), \"variant\": \(JSONString.quoted(lot.variant)), "
      + "\"mode\": \"\(lot.mode.rawValue)\", \"replication\": \(lot.replication)}"
  }
}
