import HeadgateCore
import HeadgateModel
import Testing

@Suite struct ChapterTests {
  private let directory = TemporaryDirectory()

  private func sizes(_ files: String) throws -> [Int64] {
    let path = directory.write(
      "sample.yaml",
      Sample.text([6: "    arrivals: poisson\n    chapters: {files: \(files)}"]))
    let workload = try ScenarioLoader.load(path: path).variants[0].specification.workloads[0]
    guard case .library(let sizes) = workload.chapters else { return [] }
    return sizes
  }

  @Test func `texts and Markdown are a chapter each, in the order of their paths`() throws {
    directory.write("books/b.txt", "12")
    directory.write("books/a.md", "é")
    directory.write("books/deep/c.md", "123456")
    directory.write("books/.hidden.md", "1234567")
    directory.write("books/empty.txt", "")
    #expect(try sizes("'books/*'") == [2, 2, 0])
    #expect(try sizes("books/?.md") == [2])
    #expect(try sizes("books/**/*.md") == [2, 6])
  }

  @Test func `patterns may overlap, and each file counts once`() throws {
    directory.write("b.txt", "12")
    directory.write("a.txt", "1")
    #expect(try sizes("[b.txt, '*.txt', ./a.txt]") == [1, 2])
    #expect(try sizes("[b.txt, '*.txt']") == [1, 2])
  }

  @Test func `a JSON file is its chapters in the order of their indexes, as decoded text`() throws {
    directory.write(
      "book.json",
      #"""
      [ {"index": 10, "text": "abc", "title": {"x": [1, -2.5e3, true, null, "\""]}},
        {"text": "\u00e9\ud83d\ude00\n\/", "index": 2},
        {"index": 3, "text": ""} ]
      """#)
    #expect(try sizes("book.json") == [8, 0, 3])
  }

  @Test func `a trace is its arrivals, with sizes and priorities where it has them`() throws {
    directory.write(
      "a.csv", "\u{FEFF}at, size,priority\r\n0.5,1KiB,3\r\n# late\r\n1500ms,,\r\n2,7,-1\r\n")
    let path = directory.write(
      "sample.yaml", Sample.text([3: "", 6: "    arrivals: {trace: a.csv}", 7: ""]))
    let specification = try ScenarioLoader.load(path: path).variants[0].specification
    #expect(
      specification.workloads[0].arrivals
        == .trace([
          TraceEntry(at: 500 * .millisecond, size: 1024, priority: 3),
          TraceEntry(at: 1500 * .millisecond), TraceEntry(at: 2 * .second, size: 7, priority: -1),
        ]))
    #expect(specification.limits.duration == nil)
  }

  @Test func `a trace that outlasts the phases lengthens the run`() throws {
    directory.write("a.csv", "at\n20m\n")
    let path = directory.write(
      "sample.yaml",
      Sample.text([
        3: "", 7: Sample.lines[6] + "\n  - {name: recorded, arrivals: {trace: a.csv}}",
      ]))
    let limits = try ScenarioLoader.load(path: path).variants[0].specification.limits
    #expect(limits.duration == 1200 * .second + 1)
  }

  @Test func `a moment of a trace is exact to the nanosecond after a century`() throws {
    directory.write("a.csv", "at\n3000000000.000000001\n")
    let path = directory.write(
      "sample.yaml", Sample.text([3: "", 6: "    arrivals: {trace: a.csv}", 7: ""]))
    let specification = try ScenarioLoader.load(path: path).variants[0].specification
    #expect(
      specification.workloads[0].arrivals == .trace([TraceEntry(at: 3_000_000_000_000_000_001)]))
  }
}
