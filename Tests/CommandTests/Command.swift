import Foundation
import Testing

/// The built `headgate`, run as processes of its own in a folder of its own.
final class Command {
  struct Outcome: Equatable {
    var status: Int32
    var stdout: String
    var stderr: String

    /// All of it as one text.
    var transcript: String {
      "exit code: \(status)\n--- stderr\n\(stderr)--- stdout\n\(stdout)"
    }
  }

  let folder: URL
  private let binary: URL

  /// A fresh folder with the scenarios of `Tests/CommandTests/Scenarios`.
  init(binary: URL? = nil) throws {
    self.binary = try #require(binary ?? Self.findBinary(), "build the product headgate first")
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("headgate-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.source("Scenarios"), to: folder)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A file or folder beside this source file.
  static func source(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(path)
  }

  /// Runs to the end.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let output = try CapturedText(in: folder)
    let (status, stderr) = try start(
      arguments, stdout: output.handle, environment: environment
    ).finish()
    return Outcome(status: status, stdout: try output.text(), stderr: stderr)
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  /// Starts without waiting.
  func start(
    _ arguments: [String], stdout: FileHandle, environment: [String: String] = [:]
  ) throws -> Running {
    let errors = try CapturedText(in: folder)
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["HEADGATE_COMMIT": "tests", "COLUMNS": "80", "TZ": "Asia/Tokyo"]
      .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stdout
    process.standardError = errors.handle
    try process.run()
    return Running(process: process, errors: errors)
  }

  struct Running {
    let process: Process
    fileprivate let errors: CapturedText

    func finish() throws -> (status: Int32, stderr: String) {
      process.waitUntilExit()
      return (process.terminationStatus, try errors.text())
    }
  }

  /// A file that a process writes to: unlike a pipe it takes any amount unread.
  fileprivate struct CapturedText {
    private let url: URL
    let handle: FileHandle

    init(in folder: URL) throws {
      url = folder.appendingPathComponent(".captured-\(UUID().uuidString)")
      try Data().write(to: url)
      handle = try FileHandle(forWritingTo: url)
    }

    func text() throws -> String {
      try handle.close()
      return try String(contentsOf: url, encoding: .utf8)
    }
  }

  /// The command as built in debug, where the environment names it.
  static var debugBinary: URL? {
    ProcessInfo.processInfo.environment["HEADGATE_DEBUG_BINARY"].map { URL(fileURLWithPath: $0) }
  }

  /// Beside the test bundle in the build folder.
  private static func findBinary() -> URL? {
    var folder = Bundle.main.bundleURL
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("headgate")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
