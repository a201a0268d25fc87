import Foundation
import HeadgateModel
import HeadgateStore

/// A build of headgate that runs a scenario live, once a call, in a process of its own.
struct BuildRunner: Sendable {
  var program: String
  /// What this side runs with beside the scenario's file.
  var arguments: [String]
  /// What tells the side apart from the other.
  var label: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Throws: `CommandFailure` (usage) where there is no such program.
  init(program: String, arguments: [String], label: String) throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw CommandFailure(.usage, "\(program): no program that can be run")
    }
    self.program = program
    self.arguments = arguments
    self.label = label
  }

  /// One run of one repetition.
  func run(_ scenario: String, seed: UInt64) async throws -> RunResult {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("headgate-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: place) }
    try await runProcess(
      ["run", scenario, "--mode", "live", "--replications", "1", "--seed", "\(seed)"] + arguments
        + ["--no-store", "--no-thresholds", "--quiet", "--json", place.path])
    return try ResultJSON.decode(
      String(decoding: Data(contentsOf: place), as: UTF8.self), file: place.path)
  }

  /// What a run says of its build.
  func side(_ result: RunResult?) -> LiveGateSide {
    LiveGateSide(
      label: label, version: result?.environment.version ?? "",
      commit: result?.environment.commit ?? "")
  }

  /// Waits on a thread of its own: what waits for a process blocks.
  private func runProcess(_ words: [String]) async throws {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread {
        continuation.resume(with: Result { try runBlocking(words) })
      }
      thread.start()
    }
  }

  private func runBlocking(_ words: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // 2 is a run whose jobs were left in flight: a result all the same.
    guard [0, 2].contains(process.terminationStatus), process.terminationReason == .exit else {
      throw Failure(
        description: "\(program) \(words.joined(separator: " ")) ended with "
          + "\(process.terminationStatus)")
    }
  }
}
