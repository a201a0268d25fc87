import Foundation
import HeadgateModel
import HeadgateStore
import Testing

@Suite struct BaselineFolderTests {
  private func inFolder(_ body: (BaselineFolder) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try body(BaselineFolder(path: folder.path("baselines")))
  }

  @Test func `what was saved is loaded, a scenario a file, in the order of the files`() throws {
    try inFolder { folder in
      var other = Samples.tidy
      other.scenarioName = "a/b: c"
      let file = try folder.save(Samples.tidy, as: "main")
      #expect(file.hasSuffix("/main/congestion.json"))
      #expect(try folder.save(other, as: "main").hasSuffix("/main/a%2Fb%3A c.json"))
      #expect(folder.names() == ["main"])
      #expect(folder.contains("main") && !folder.contains("other"))
      #expect(
        try folder.load("main").map(contents) == [
          contents(other.slim), contents(Samples.tidy.slim),
        ]
      )
    }
  }

  @Test func `saving a scenario replaces its own file and leaves the others`() throws {
    try inFolder { folder in
      var other = Samples.tidy
      other.scenarioName = "other"
      try folder.save(Samples.tidy, as: "main")
      try folder.save(other, as: "main")
      var changed = Samples.tidy
      changed.seed = 43
      try folder.save(changed, as: "main")
      #expect(try folder.load("main").map(\.seed) == [43, 42])
      guard case .result(let state) = folder.state(of: "other", in: "main") else {
        Issue.record("other is gone")
        return
      }
      #expect(state.seed == 42)
      guard case .none = folder.state(of: "third", in: "main") else {
        Issue.record("third was never there")
        return
      }
    }
  }

  @Test func `a baseline that is not there is missing, with what is there`() throws {
    try inFolder { folder in
      let none = #expect(throws: BaselineError.self) { try folder.load("main") }
      #expect(none?.code == .missing)
      #expect(none?.message.contains("`headgate baseline save main FILE` makes it") == true)
      try folder.save(Samples.tidy, as: "main")
      let near = #expect(throws: BaselineError.self) { try folder.load("mian") }
      #expect(near?.code == .missing)
      #expect(near?.message.contains("did you mean \"main\"?") == true)
    }
  }

  @Test func `a damaged file is named with line and column, and only deleting goes on`() throws {
    try inFolder { folder in
      let file = try folder.save(Samples.tidy, as: "main")
      try Data("{\n  \"schemaVersion\": 1,\n".utf8).write(to: URL(fileURLWithPath: file))
      let error = #expect(throws: BaselineError.self) { try folder.load("main") }
      #expect(error?.code == .unreadable)
      #expect(error?.message.contains("congestion.json:3:1: ") == true)
      guard case .unreadable = folder.state(of: "congestion", in: "main") else {
        Issue.record("the file counts as readable")
        return
      }
      try folder.delete("main")
      #expect(folder.names().isEmpty)
    }
  }

  @Test func `deleting leaves what is no baseline`() throws {
    try inFolder { folder in
      let file = try folder.save(Samples.tidy, as: "main")
      let note = file.replacing("congestion.json", with: "README.md")
      try Data("why".utf8).write(to: URL(fileURLWithPath: note))
      try folder.delete("main")
      #expect(FileManager.default.fileExists(atPath: note))
      #expect(folder.names().isEmpty)
      let error = #expect(throws: BaselineError.self) { try folder.delete("main") }
      #expect(error?.code == .missing)
    }
  }

  @Test(arguments: [
    "", ".", "..", "a/b", "../main", "/main", ".hidden", "-x", "a b", "a:b", "a=b", "17", "a.json",
    "haupt\u{e4}st", "a\n", "a\u{0}",
  ])
  func `a name that is no plain file name, or names something else, is refused`(name: String) throws
  {
    try inFolder { folder in
      #expect(!BaselineFolder.isName(name))
      let error = #expect(throws: BaselineError.self) { try folder.save(Samples.tidy, as: name) }
      #expect(error?.code == .name)
      #expect(throws: BaselineError.self) { try folder.load(name) }
      #expect(throws: BaselineError.self) { try folder.delete(name) }
    }
  }

  @Test(arguments: ["main", "v1.2", "release-2026_01", "7a"])
  func `plain names are taken`(name: String) {
    #expect(BaselineFolder.isName(name))
  }
}
