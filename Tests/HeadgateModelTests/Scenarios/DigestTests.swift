import HeadgateModel
import Testing

@Suite struct DigestTests {
  private func digest(_ text: String, _ overrides: ScenarioOverrides = .init()) throws -> String {
    try ScenarioLoader.load(text: text, path: "sample.yaml", overrides: overrides).sha256
  }

  @Test func `comments, quotes, layout and the order of keys do not change the digest`() throws {
    let plain = try digest(Sample.text())
    #expect(plain.count == 64)
    #expect(try digest("# note\n" + Sample.text([2: "name: \"sample\" # mine"])) == plain)
    #expect(try digest(Sample.text([1: "name: sample", 2: "schemaVersion: 1"])) == plain)
    #expect(try digest(Sample.text([3: "run:\n  duration: 10m"])) == plain)
  }

  @Test func `every setting changes the digest, from the file or from the command line`() throws {
    let plain = try digest(Sample.text())
    let items = try digest(Sample.text([3: "run: {duration: 10m, items: 5}"]))
    #expect(items != plain)
    let overrides = ScenarioOverrides(settings: [("run.items", "5")])
    #expect(try digest(Sample.text(), overrides) == items)
    #expect(try digest(Sample.text(), ScenarioOverrides(seed: 1)) != plain)
  }

  @Test func `the order of a matrix's axes changes the digest`() throws {
    let axes = ["  run.seed: [1]", "  run.items: [2]"]
    #expect(
      try digest(Sample.text(adding: ["matrix:"] + axes))
        != digest(Sample.text(adding: ["matrix:"] + axes.reversed())))
  }

  @Test func `what a named file holds changes the digest, where it lies does not`() throws {
    func digest(_ directory: TemporaryDirectory, _ chapter: String) throws -> String {
      directory.write("book.md", chapter)
      let path = directory.write(
        "sample.yaml",
        Sample.text([6: "    arrivals: poisson\n    chapters: {files: book.md}"]))
      return try ScenarioLoader.load(path: path).sha256
    }
    let (here, there) = (TemporaryDirectory(), TemporaryDirectory())
    let first = try digest(here, "one")
    #expect(try digest(there, "one") == first)
    #expect(try digest(here, "two") != first)
  }

  @Test func `an extending file has the digest of what it amounts to`() throws {
    let directory = TemporaryDirectory()
    directory.write("base.yaml", Sample.text([2: "name: base"]))
    let path = directory.write("own.yaml", "extends: base.yaml\nname: sample\n")
    #expect(try ScenarioLoader.load(path: path).sha256 == digest(Sample.text()))
  }
}
