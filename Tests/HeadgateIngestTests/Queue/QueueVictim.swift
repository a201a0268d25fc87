import Foundation
import HeadgateEngine
import Testing

/// A process that works on a queue and is killed in the middle of it.
struct QueueVictim {
  /// What it was told before it died.
  struct Promises {
    var accepted: Set<JobID> = []
    var advanced: Set<JobID> = []
    var completed: Set<JobID> = []

    mutating func add(_ line: Substring) throws {
      let words = line.split(separator: " ")
      let id = JobID(try #require(words.last.flatMap { Int64($0) }))
      switch words[0] {
      case "accepted": accepted.insert(id)
      case "advanced": advanced.insert(id)
      case "completed": completed.insert(id)
      default: Issue.record("the victim said \(line)")
      }
    }
  }

  /// Runs it on the file until it has said so many bytes, kills it, and adds what it said.
  static func run(on path: String, bytes: Int, promises: inout Promises) throws {
    let process = Process()
    let binary = try #require(Self.binary, "build the target queue-victim first")
    process.executableURL = binary
    process.arguments = [path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var said: [UInt8] = []
    while said.count < bytes {
      let more = try next(pipe)
      try #require(!more.isEmpty, "the victim died of itself")
      said += more
    }
    kill(process.processIdentifier, SIGKILL)
    while case let rest = try next(pipe), !rest.isEmpty { said += rest }
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
    for line in lines { try promises.add(line) }
  }

  /// What has come through the pipe, at least one byte; nothing once its writer has gone.
  private static func next(_ pipe: Pipe) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
      if count >= 0 { return Array(buffer.prefix(count)) }
      // The child's death interrupts the call.
      try #require(errno == EINTR)
    }
  }

  /// Beside the test bundle in the build folder.
  private static var binary: URL? {
    var folder = Bundle.main.bundleURL
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("queue-victim")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }
}
