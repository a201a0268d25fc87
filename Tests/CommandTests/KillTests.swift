import Foundation
import HeadgateCore
import HeadgateTestSupport
import Testing

/// `headgate ingest`, killed. `scripts/kill-test` does it more often, over more.
struct KillTests {
  private static let kills = 10

  @Test("Killed ten times at any moment, it ends with every chunk stored once and no job left")
  func killed() throws {
    let command = try Command()
    try KillCorpus.write(to: command.folder.appendingPathComponent("corpus"))
    let whole = command.folder.path + "/whole.sqlite"
    #expect(try command.run(Self.arguments(whole)).status == 0)
    let chapters = try KillCorpus.storedChapters(in: whole)
    try #require(chapters > 50)

    let store = command.folder.path + "/killed.sqlite"
    var random = SplitMix64(seed: 11)
    for _ in 0..<Self.kills {
      // Some further on than the last time: moments are counted in chapters, not in seconds.
      let stored = (try? KillCorpus.storedChapters(in: store)) ?? 0
      let aim = stored + random.below(max(1, chapters / Self.kills))
      let running = try command.start(Self.arguments(store), stdout: .nullDevice)
      while running.process.isRunning, (try? KillCorpus.storedChapters(in: store)) ?? 0 < aim {}
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
    }
    let last = try command.run(Self.arguments(store) + ["--check"])
    #expect(last.status == 0, "\(last.stdout)")
    #expect(try KillCorpus.content(of: store) == KillCorpus.content(of: whole))
    for state in 0...3 { #expect(try KillCorpus.jobs(in: store, state: state) == 0) }
    #expect(try KillCorpus.jobs(in: store, state: 4) == chapters)
  }

  @Test("Two processes share a store: every chapter is stored once")
  func shared() throws {
    let command = try Command()
    try KillCorpus.write(to: command.folder.appendingPathComponent("corpus"))
    let whole = command.folder.path + "/whole.sqlite"
    #expect(try command.run(Self.arguments(whole)).status == 0)
    let store = command.folder.path + "/shared.sqlite"
    let first = try command.start(Self.arguments(store), stdout: .nullDevice)
    let second = try command.start(Self.arguments(store), stdout: .nullDevice)
    #expect(try first.finish().status == 0)
    #expect(try second.finish().status == 0)
    #expect(try KillCorpus.content(of: store) == KillCorpus.content(of: whole))
    for state in 0...3 { #expect(try KillCorpus.jobs(in: store, state: state) == 0) }
  }

  private static func arguments(_ store: String) -> [String] {
    ["ingest", "corpus", "--store", store, "--quiet"]
  }
}
