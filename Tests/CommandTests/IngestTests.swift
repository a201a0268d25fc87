import Foundation
import GRDB
import HeadgateTestSupport
import Testing

/// `headgate ingest` as a process of its own.
struct IngestTests {
  private let golden = Golden()

  @Test("Chapters are stored and reported, and left out the second time")
  func storesOnce() throws {
    let command = try Command()
    let first = try command.run("ingest", "chapters", "--check", "--quiet")
    #expect(first.status == 0 && first.stderr.isEmpty)
    golden.expect(Self.masked(first.stdout), in: "ingest/stored.txt")
    let second = try command.run("ingest", "chapters", "--quiet", "--format", "json")
    #expect(second.status == 0 && second.stderr.isEmpty)
    golden.expect(Self.masked(second.stdout), in: "ingest/unchanged.json")
  }

  @Test("What cannot be read is told with its reason, the rest is stored, and the exit code is 3")
  func badFiles() throws {
    let command = try Command()
    let folder = command.folder.appendingPathComponent("bad")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: folder.appendingPathComponent(name))
    }
    try write("01.txt", Array("A good one.".utf8))
    try write("02.txt", [])
    try write("03.txt", Array(" \n\t".utf8))
    try write("04.txt", Array("caf".utf8) + [0xE9] + Array(" noir".utf8))
    try write("05.json", Array(#"[{"index": 1, "text": "Good."}, {"index": 2}]"#.utf8))
    // A file of 1 GB that takes no room: its end is never reached.
    try write("06.txt", [])
    let large = try FileHandle(forWritingTo: folder.appendingPathComponent("06.txt"))
    try large.truncate(atOffset: 1 << 30)
    try large.close()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/07.txt", withDestinationPath: "nowhere")
    try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let outcome = try command.run("ingest", "bad", "bad/pipe", "missing", "no*match", "--quiet")
    #expect(outcome.status == 3 && outcome.stderr.isEmpty)
    golden.expect(Self.masked(outcome.stdout), in: "ingest/bad-files.txt")
  }

  @Test("A server that nobody runs fails every chapter by name, and exits with 3")
  func serverDown() throws {
    let command = try Command()
    let server = ["--embedder", "http://127.0.0.1:9", "--model", "m", "--attempts", "1"]
    let outcome = try command.run(["ingest", "chapters", "--quiet"] + server)
    #expect(outcome.status == 3 && outcome.stderr.isEmpty)
    #expect(outcome.stdout.contains("chapters/1: embed failed after 1 attempt: chunk 0: "))
    #expect(outcome.stdout.hasSuffix("0 stored, 0 unchanged, 3 failed\n"))
    // Given up, not lost.
    let again = try command.run("ingest", "--retry-dead", "--quiet")
    #expect(again.status == 0)
    #expect(again.stdout.hasSuffix("3 stored, 0 unchanged\n"))
  }

  @Test(
    "What cannot be asked for is a usage error that says what to write",
    arguments: [
      ("no-path", ["ingest"]),
      ("embedder", ["ingest", "chapters", "--embedder", "fastest"]),
      ("no-model", ["ingest", "chapters", "--embedder", "http://localhost"]),
      ("model-by-hashing", ["ingest", "chapters", "--model", "m"]),
      ("dimension", ["ingest", "chapters", "--dimension", "3"]),
      (
        "no-key",
        [
          "ingest", "chapters", "--embedder", "http://a", "--model", "m", "--api-key-env",
          "NO_KEY",
        ]
      ),
      (
        "timeout",
        ["ingest", "chapters", "--embedder", "http://a", "--model", "m", "--timeout", "5"]
      ),
      ("chunk-by", ["ingest", "chapters", "--chunk-by", "words"]),
      ("chunk-size", ["ingest", "chapters", "--chunk-size", "0"]),
      ("overlap", ["ingest", "chapters", "--overlap", "501"]),
      ("environment", ["ingest", "chapters", "--environment", "huge"]),
      ("controller", ["ingest", "chapters", "--controller", "fast"]),
      ("max-file-size", ["ingest", "chapters", "--max-file-size", "64"]),
      ("markdown", ["ingest", "chapters", "--markdown", "lines"]),
      ("priority", ["ingest", "chapters", "--priority", "-40000"]),
      ("attempts", ["ingest", "chapters", "--attempts", "0"]),
      ("store-onto-folder", ["ingest", "chapters", "--store", "chapters"]),
      ("store-not-sqlite", ["ingest", "chapters", "--store", "small.yaml"]),
    ])
  func usageError(name: String, arguments: [String]) throws {
    let command = try Command()
    let outcome = try command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "ingest/usage-\(name).txt")
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/Results"))
  }

  @Test("A store of another model's vectors is refused before anything is done")
  func otherModel() throws {
    let command = try Command()
    #expect(try command.run("ingest", "chapters", "--quiet").status == 0)
    let outcome = try command.run("ingest", "chapters", "--dimension", "64")
    #expect(outcome.status == 64)
    golden.expect(outcome.transcript, in: "ingest/other-model.txt")
  }

  @Test("Ctrl-C leaves what is not stored for the next run, held by nobody, and exits with 130")
  func interrupted() throws {
    let command = try Command()
    try KillCorpus.write(to: command.folder.appendingPathComponent("corpus"))
    // A chapter a tenth of a second, after the first ten.
    let running = try command.start(
      ["ingest", "corpus", "--controller", "conservative", "--quiet"], stdout: .nullDevice)
    let store = command.folder.path + "/Results/library.sqlite"
    while (try? KillCorpus.storedChapters(in: store)) ?? 0 == 0 {}
    running.process.interrupt()
    #expect(try running.finish().status == 130)
    #expect(try KillCorpus.jobs(in: store, state: 2) == 0)
    let left = try KillCorpus.jobs(in: store, state: 0)
    #expect(left > 0)
    let next = try command.run("ingest", "--check", "--quiet")
    #expect(next.status == 0)
    #expect(next.stdout.hasSuffix("\(left) stored, 0 unchanged\n"))
  }

  /// Figures that are another run's luck are left out.
  static func masked(_ text: String) -> String {
    let times = text.replacing(/[0-9.,]+ ms|[0-9.,]+\/s/) { _ in "T" }
    let json = times.replacing(/("[a-z0-9_]*(?:_ms|_sec|max|mean|p\d\d)" : )[0-9.e-]+/) {
      "\($0.1)T"
    }
    // The table of stages: its third and fourth figure.
    return json.replacing(/(?m)^((?:chunk|embed|store) +\d+ +\d+ *!? +)[0-9.,]+ +[0-9.,]+/) {
      "\($0.1)T T"
    }
  }
}
