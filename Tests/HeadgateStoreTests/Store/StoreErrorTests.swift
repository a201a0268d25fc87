import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct StoreErrorTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private func openError(_ path: String, readOnly: Bool = false) -> StoreError? {
    storeError { _ = try ResultStore(path: path, readOnly: readOnly) }
  }

  @Test func `a store and its folder are made where there are none`() throws {
    let deep = folder.path("a/b/runs.sqlite")
    let id = try ResultStore(path: deep).save(Samples.small)
    #expect(try ResultStore(path: deep, readOnly: true).load(id).scenarioName == "congestion")
  }

  @Test func `an empty file becomes a store`() throws {
    _ = try folder.file("runs.sqlite", holding: "")
    let store = try ResultStore(path: path)
    #expect(contents(try store.load(store.save(Samples.small))) == contents(Samples.small))
  }

  @Test func `a name that SQLite takes for a word of its own is a file like another`() throws {
    for name in [":memory:", "file:runs?mode=memory"] {
      _ = try ResultStore(path: folder.path(name)).save(Samples.small)
      #expect(FileManager.default.fileExists(atPath: folder.path(name)))
    }
  }

  @Test func `an empty path, a folder and a path through a file are unwritable`() throws {
    let file = try folder.file("notes.txt", holding: "notes")
    #expect(openError("")?.code == .unwritable)
    for bad in [folder.path(""), file + "/runs.sqlite", "/proc/headgate/runs.sqlite"] {
      let error = openError(bad)
      #expect(error?.code == .unwritable, "\(bad): \(String(describing: error))")
      #expect(error?.message.contains(bad) == true)
    }
  }

  @Test(.enabled("root may write everywhere") { geteuid() != 0 })
  func `a folder without write permission is unwritable`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
    #expect(openError(path)?.code == .unwritable)
  }

  @Test func `a file that is no database is refused and left as it is`() throws {
    let text = String(repeating: "name: congestion\n", count: 500)
    let file = try folder.file("congestion.yaml", holding: text)
    for readOnly in [false, true] {
      let error = openError(file, readOnly: readOnly)
      #expect(error?.code == .notADatabase)
      #expect(error?.message.contains(file) == true)
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
  }

  @Test func `a database of something else is refused and left as it is`() throws {
    try Query(path).execute("CREATE TABLE songs (title TEXT)")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(openError(path)?.code == .notAStore)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a store that a newer version has changed is refused`() throws {
    _ = try ResultStore(path: path)
    try Query(path).execute("INSERT INTO grdb_migrations VALUES ('999 of the future')")
    for readOnly in [false, true] {
      let error = openError(path, readOnly: readOnly)
      #expect(error?.code == .newerVersion)
      #expect(error?.message.contains(path) == true)
      #expect(error?.message.contains("newer headgate") == true)
    }
  }

  @Test func `reading alone makes no store and changes none`() throws {
    #expect(openError(path, readOnly: true)?.code == .notFound)
    #expect(!FileManager.default.fileExists(atPath: path))
    _ = try folder.file("runs.sqlite", holding: "")
    #expect(openError(path, readOnly: true)?.code == .olderVersion)
    _ = try ResultStore(path: path).save(Samples.small)
    let reader = try ResultStore(path: path, readOnly: true)
    #expect(storeError { _ = try reader.save(Samples.small) }?.code == .unwritable)
    #expect(try reader.list(limit: 5).count == 1)
  }

  @Test func `a run that is not there or failed says so`() throws {
    let store = try ResultStore(path: path)
    #expect(storeError { _ = try store.load(1) }?.code == .noSuchRun)
    let id = try store.recordFailure(
      scenarioName: "a", scenarioPath: "a.yaml", scenarioText: "", scenarioSHA256: "", seed: 1,
      mode: .live, environment: Samples.small.environment, error: "the disk is on fire")
    let error = storeError { _ = try store.load(id) }
    #expect(error?.code == .incompleteRun)
    #expect(error?.message.contains("the disk is on fire") == true)
  }

  @Test(arguments: [
    "UPDATE series SET data = x'02'", "UPDATE series SET data = x'01ffffffffffffffffffff01'",
    "UPDATE series SET data = 'text'", "UPDATE histograms SET data = x'018080'",
    "UPDATE histograms SET data = x'010105ffffffff0f01'", "UPDATE variants SET mode = 'warp'",
    "UPDATE runs SET seed = 'forty-two'", "UPDATE replications SET in_flight = 'none'",
    "UPDATE runs SET verdict = 'perhaps'", "UPDATE metrics SET value = 'many'",
  ])
  func `a row that does not hold what it promises is damage, not a crash`(sql: String) throws {
    let store = try ResultStore(path: path)
    let id = try store.save(Samples.small)
    try Query(path).execute(sql)
    let error = storeError { _ = try store.load(id) }
    #expect(error?.code == .corrupt, "\(String(describing: error))")
    #expect(error?.message.contains(path) == true)
  }

  @Test func `a file with a damaged page is corrupt`() throws {
    let id = try ResultStore(path: path).save(
      Samples.large(variants: 2, replications: 2, metrics: 9))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes.replaceSubrange(4096..<bytes.count, with: repeatElement(0xa5, count: bytes.count - 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = storeError { _ = try ResultStore(path: path, readOnly: true).load(id) }
    #expect(error?.code == .corrupt)
  }
}
