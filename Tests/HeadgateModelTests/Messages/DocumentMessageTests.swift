import HeadgateCore
import HeadgateModel
import Testing

@Suite struct DocumentMessageTests {
  private static let starter = "`headgate init NAME` writes a scenario to start from"

  @Test(arguments: [
    BadInput("empty", text: "", ["sample.yaml:1:1: the file is empty; \(starter)"]),
    BadInput("comment", text: "# no\n", ["sample.yaml:1:1: the file is empty; \(starter)"]),
    BadInput("null", text: "~\n", ["sample.yaml:1:1: the file is empty; \(starter)"]),
    BadInput(
      "a list", text: "- a\n",
      ["sample.yaml:1:1: a scenario must be a mapping, not a list; \(starter)"]),
    BadInput(
      "not YAML", text: "name: a: b\n",
      [
        "sample.yaml:1:8: not valid YAML: mapping values are not allowed in this context; "
          + "check the indentation, and quote a text that holds \": \""
      ]),
    BadInput(
      "two selectors unquoted",
      text: Sample.text(adding: ["thresholds:", "  - a{priority: 1, phase: b} < 1s"]),
      [
        "sample.yaml:14:25: not valid YAML: mapping values are not allowed in this context; "
          + "put the expression in quotes"
      ]),
    BadInput(
      "tabs", text: "run:\n\tseed: 1\n",
      [
        "sample.yaml:2:1: not valid YAML: found character that cannot start any token; "
          + "indent with spaces, not tabs"
      ]),
    BadInput(
      "an open brace", text: "run: {seed: 1\nname: x\n",
      [
        "sample.yaml:2:5: not valid YAML: while parsing a flow mapping from 1:6, "
          + "did not find expected ',' or '}'"
      ]),
    BadInput(
      "a control character", text: "name: a\u{0}b\n",
      [
        "sample.yaml:1:8: not valid YAML: the character U+0000 is not allowed; "
          + "take it out, or write it as an escape in double quotes"
      ]),
    BadInput(
      "two documents", text: "a: 1\n---\nb: 1\n",
      [
        "sample.yaml:2:1: not valid YAML: expected a single document in the stream from 1:1, "
          + "but found another document; keep one document in the file"
      ]),
    BadInput(
      "bottomless", text: "a: " + String(repeating: "[", count: 100_000),
      ["sample.yaml:1:5: not valid YAML: nested too deeply"]),
  ])
  func `a text that is no document is refused`(_ input: BadInput) {
    #expect(Sample.problems(input.text) == input.problems)
  }

  @Test(arguments: [
    BadInput(
      "repeated key", [3: "run: {duration: 10m, seed: 1, duration: 5m}"],
      "sample.yaml:3:31: \"duration\" is repeated; it stands first in line 3, column 7: "
        + "keep one of them"),
    BadInput(
      "repeated three times and another mistake",
      [2: "name: a\n\"name\": b\nname: c\nnmae: d"],
      "sample.yaml:3:1: \"name\" is repeated; it stands first in line 2, column 1: "
        + "keep one of them",
      "sample.yaml:4:1: \"name\" is repeated; it stands first in line 2, column 1: "
        + "keep one of them",
      "sample.yaml:5:1: unknown key \"nmae\" in a scenario; did you mean \"name\"?"),
    BadInput(
      "repeated section", adding: ["run: {seed: 1}"],
      "sample.yaml:13:1: \"run\" is repeated; it stands first in line 3, column 1: "
        + "keep one of them"),
    BadInput(
      "a pattern unquoted", [7: "    phases: *hold.md"],
      "sample.yaml:7:13: \"*hold.md\" begins with *, which YAML keeps for aliases; "
        + "put it in quotes: \"*hold.md\""),
    BadInput(
      "unknown alias", [2: "name: &nam sample", 3: "description: *name"],
      "sample.yaml:3:14: unknown alias *name; did you mean \"nam\"?"),
    BadInput(
      "merge key", [3: "run: {<<: {seed: 1}, duration: 10m}"],
      "sample.yaml:3:7: merge keys (<<) are not read; "
        + "write the keys out, or take over a whole file with `extends`"),
    BadInput(
      "a key that is none", [3: "run: {duration: 10m, [a]: 1}"],
      "sample.yaml:3:22: a key must be a single word"),
  ])
  func `a document that cannot mean what it says is refused`(_ input: BadInput) {
    #expect(Sample.problems(input.text) == input.problems)
  }

  @Test func `an alias stands for its anchor, wherever it was written`() throws {
    let variant = try Sample.variant(
      [12: "      service: &slow {perItem: 5ms}"],
      adding: ["    - {name: store, service: *slow}"])
    let stages = variant.specification.pipeline.stages
    #expect(stages[0].service == stages[1].service)
  }

  @Test func `a star that begins no value is only a letter`() throws {
    let scenario = try Sample.load([2: "name: a*b", 3: "description: '*' # *x"])
    #expect(scenario.name == "a*b")
    #expect(scenario.description == "*")
  }

  @Test(arguments: ["a: ", "? "])
  func `aliases upon aliases end at a limit, as a value and in a key`(_ last: String) {
    var text = Sample.text() + "x0: &x0 [y, y, y, y, y, y, y, y, y, y]\n"
    for i in 1...12 {
      text += "x\(i): &x\(i) [" + String(repeating: "*x\(i - 1), ", count: 10) + "]\n"
    }
    let problems = Sample.problems(text + last + "*x12\n")
    let limit = "aliases make the document larger than 100000 values"
    #expect(problems.contains { $0.hasSuffix(limit) })
  }

  @Test func `nesting that YAML allows and no scenario needs is refused`() {
    let nested = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(
      Sample.problems(Sample.text([2: "name: \(nested)"])) == [
        "sample.yaml:2:7: \"name\" must be a text, not a list",
        "sample.yaml:2:70: nested more than 64 deep",
      ])
  }

  @Test func `a file longer than the limit is refused unread`() {
    let text = Sample.text() + "#" + String(repeating: "x", count: 4 << 20)
    #expect(Sample.problems(text) == ["sample.yaml:1:1: the file is larger than 4 MiB"])
  }
}
