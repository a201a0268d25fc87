import HeadgateModel
import Testing

@Suite struct FileMessageTests {
  private let directory = TemporaryDirectory()

  /// What is said of the sample with changed lines, in the directory, whose path is left out.
  private func problems(_ changes: [Int: String], adding: [String] = []) -> [String] {
    let path = directory.write("sample.yaml", Sample.text(changes, adding: adding))
    do throws(InvalidScenario) {
      _ = try ScenarioLoader.load(path: path)
      return []
    } catch {
      return error.problems.map { short($0.description) }
    }
  }

  private func short(_ text: String) -> String {
    var text = text
    while let range = text.firstRange(of: directory.path + "/") { text.removeSubrange(range) }
    while let range = text.firstRange(of: directory.path) {
      text.replaceSubrange(range, with: "DIRECTORY")
    }
    return text
  }

  private func load(_ path: String) -> [String] {
    do throws(InvalidScenario) {
      _ = try ScenarioLoader.load(path: path)
      return []
    } catch {
      return error.problems.map { short($0.description) }
    }
  }

  private func chapters(_ files: String) -> [String] {
    problems([6: "    arrivals: poisson\n    chapters: {files: \(files)}"])
  }

  @Test func `a scenario that is not there is named, and the nearest one that is`() {
    directory.write("congestion.yaml", Sample.text())
    #expect(
      load("\(directory.path)/congestoin.yaml") == [
        "congestoin.yaml:1:1: the scenario does not exist; did you mean \"congestion.yaml\"?"
      ])
    #expect(
      load("\(directory.path)/x.yaml") == [
        "x.yaml:1:1: the scenario does not exist; "
          + "`headgate init NAME` writes a scenario to start from"
      ])
    #expect(load(directory.path) == ["DIRECTORY:1:1: the scenario is a directory"])
  }

  @Test func `a scenario that is not UTF-8 is refused where it is not`() {
    let path = directory.write("latin.yaml", Array("a: 1\nb: x".utf8) + [0xE9])
    #expect(load(path) == ["latin.yaml:2:5: the scenario is not UTF-8"])
  }

  @Test func `chapters that are not there are named`() {
    directory.write("books/one.md", "text")
    #expect(
      chapters("books/oen.md") == [
        "sample.yaml:7:23: books/oen.md does not exist; did you mean \"books/one.md\"?"
      ])
    #expect(
      chapters("[books/*.txt, books]") == [
        "sample.yaml:7:24: no file matches \"books/*.txt\"; patterns are relative to DIRECTORY",
        "sample.yaml:7:37: books is a directory; write \"books/**\" for all below it",
      ])
    #expect(
      chapters("library/*.md") == [
        "sample.yaml:7:23: no file matches \"library/*.md\"; patterns are relative to DIRECTORY"
      ])
    #expect(
      chapters("[[a], 1]").first == "sample.yaml:7:24: an item of \"files\" must be a text")
  }

  @Test func `chapters that are no text are refused where they are not`() {
    directory.write("books/scan.md", [0x61, 0x0A, 0x62, 0xFF])
    directory.write("books/image.png", [0x89, 0x50])
    #expect(
      chapters("books/*") == [
        "sample.yaml:7:23: books/image.png is not UTF-8; chapters are UTF-8 text or JSON",
        "books/scan.md:2:2: the file is not UTF-8; chapters are UTF-8 text or JSON",
      ])
  }

  @Test(arguments: [
    ("", "1:1: a list was expected"), ("{}", "1:1: a list was expected"),
    ("[]", "1:3: the list of chapters is empty"), ("[1]", "1:2: a chapter was expected"),
    ("[\n {\"index\": 0}]", "2:2: a chapter lacks \"text\""),
    ("[{\"text\": \"a\"}]", "1:2: a chapter lacks \"index\""),
    ("[{\"index\": 0.5, \"text\": \"a\"}]", "1:12: \"index\" must be a whole number"),
    ("[{\"index\": 0, \"text\": 5}]", "1:23: \"text\" must be a text"),
    ("[{\"index\": 0, \"index\": 1}]", "1:15: \"index\" is repeated"),
    (
      "[{\"index\": 0, \"text\": \"é\"},\n{\"index\": 0, \"text\": \"b\"}]",
      "2:1: the index 0 is repeated"
    ),
    ("[{\"index\": 0, \"text\": \"é", "1:23: this text has no end"),
    ("[{\"index\": 0, \"text\": \"é\\q\"}]", "1:25: an unknown escape"),
    ("[{\"index\": 0, \"text\": \"\\ud800\"}]", "1:24: half a surrogate pair"),
    ("[{\"index\": 0, \"text\": \"\\u12\"}]", "1:24: \\u needs four hexadecimal digits"),
    ("[{\"index\": 0, \"text\": \"a\"} {}]", "1:28: \",\" or \"]\" was expected"),
    ("[{\"index\": 0, \"text\": \"a\"}] x", "1:29: something follows the list"),
    ("[{\"index\": 0, \"text\": \"a\", \"tags\": [x]}]", "1:37: a value was expected"),
  ])
  func `a JSON file of chapters that is none is refused where it is not`(
    _ json: String, _ message: String
  ) {
    directory.write("book.json", json)
    let problems = chapters("book.json")
    #expect(problems.count == 1)
    #expect(problems[0].split(separator: ";")[0] == "book.json:\(message)")
  }

  @Test func `JSON nested without end is refused`() {
    directory.write(
      "book.json", "[{\"index\": 0, \"more\": " + String(repeating: "[", count: 100_000))
    #expect(chapters("book.json") == ["book.json:1:87: nested more than 64 deep"])
  }

  @Test(arguments: [
    ("", "1:1: the file has no arrivals; the header is at,size,priority"),
    ("time,size\n0,1\n", "1:1: unknown column \"time\"; the header is at,size,priority"),
    ("at,size,size\n", "1:9: the column \"size\" is repeated"),
    ("size\n1\n", "1:1: the column \"at\" is missing; the header is at,size,priority"),
    ("at,size\n0\n", "2:1: 1 values, but the header has 2"),
    (
      "at\n1\n# fine\n0.5\n",
      "4:1: arrivals must be in order of time, and this one is before the last"
    ),
    ("at\n-1\n", "2:1: the value must not be negative: -1"),
    (
      "at,size\n0, 5KB\n",
      "2:4: the value is \"5KB\", and KB is no unit of a size; did you mean 5KiB?"
    ),
    ("at\nsoon\n", "2:1: the value must be a number, not \"soon\""),
    ("at\n1e300\n", "2:1: the value is too large: 1e300"),
    (
      "at,priority\n0,high\n",
      "2:3: \"priority\" must be a whole number from -32768 to 32767, not \"high\""
    ),
  ])
  func `a trace that is none is refused where it is not`(_ csv: String, _ message: String) {
    directory.write("arrivals.csv", csv)
    #expect(
      problems([6: "    arrivals: {trace: arrivals.csv}", 7: ""]) == ["arrivals.csv:\(message)"])
  }

  @Test func `files named by distributions and arrivals must be there`() {
    #expect(
      problems([
        6: "    arrivals: {trace: a.csv}", 7: "",
        12: "      service: {perItem: {empirical: {file: b.txt}}}",
      ]) == [
        "sample.yaml:6:23: a.csv does not exist", "sample.yaml:12:45: b.txt does not exist",
      ])
  }

  @Test func `recorded values must be values`() {
    directory.write("measured.txt", "5ms\nfast\n")
    let service = [12: "      service: {perItem: {empirical: {file: measured.txt}}}"]
    #expect(
      problems(service) == ["measured.txt:2:1: the value must be a number, not \"fast\""])
    directory.write("measured.txt", "# none\n")
    #expect(
      problems(service) == ["measured.txt:1:1: the file has no values; write one value a line"])
  }

  @Test func `problems of an extended file name that file, after those of the own one`() {
    directory.write("base.yaml", Sample.text([11: "      workers: 0", 2: "nmae: x"]))
    let path = directory.write(
      "own.yaml", "extends: base.yaml\nname: own\nrun: {seed: x}\ncontroler: none\n")
    #expect(
      load(path) == [
        "own.yaml:3:13: \"seed\" must be a whole number from 0 to 18446744073709551615, not \"x\"",
        "own.yaml:4:1: unknown key \"controler\" in a scenario; did you mean \"controller\"?",
        "base.yaml:2:1: unknown key \"nmae\" in a scenario; did you mean \"name\"?",
        "base.yaml:11:16: \"workers\" must be a whole number from 1 to 10000, not \"0\"",
      ])
  }

  @Test func `an extended file must be there, of this version, and extend no other`() {
    let path = directory.write("own.yaml", "extends: bsae.yaml\n")
    directory.write("base.yaml", Sample.text(adding: ["extends: third.yaml"]))
    #expect(
      load(path) == ["own.yaml:1:10: bsae.yaml does not exist; did you mean \"base.yaml\"?"])
    directory.write("own.yaml", "extends: base.yaml\n")
    #expect(
      load(path) == [
        "base.yaml:13:1: a file that is extended cannot extend another one; "
          + "extends goes one level deep"
      ])
    directory.write("base.yaml", Sample.text([1: "schemaVersion: 9"]))
    #expect(
      load(path) == [
        "base.yaml:1:16: schemaVersion 9 is not one that this build reads; it reads 1"
      ])
    directory.write("own.yaml", "extends: [base.yaml]\n" + Sample.text())
    #expect(load(path) == ["own.yaml:1:10: \"extends\" must be the name of a file"])
    directory.write("own.yaml", "extends: own.yaml\n" + Sample.text())
    #expect(
      load(path) == [
        "own.yaml:1:1: a file that is extended cannot extend another one; "
          + "extends goes one level deep"
      ])
  }
}
