import HeadgateModel
import Testing

@Suite struct SchemaTests {
  private func schema() throws -> Node {
    let parsed = DocumentParser.parse(ScenarioSchema.json, file: "schema.json")
    #expect(parsed.problems.isEmpty)
    return try #require(parsed.root)
  }

  @Test func `the schema is the same bytes each time`() {
    #expect(ScenarioSchema.json == ScenarioSchema.json)
    #expect(ScenarioSchema.json.hasSuffix("}\n"))
  }

  @Test func `the schema has exactly the keys that the loader knows`() throws {
    let schema = try schema()
    let definitions = try #require(schema["$defs"]?.entries)
    #expect(Set(definitions.map(\.key)) == Set(Shape.all.map(\.name)).subtracting(["scenario"]))
    for shape in Shape.all {
      let object = shape.name == "scenario" ? schema : schema["$defs"]?[shape.name]
      let properties = try #require(object?["properties"]?.entries)
      #expect(properties.map(\.key) == shape.keys.map(\.name))
      #expect(object?["additionalProperties"]?.scalar == "false")
    }
  }

  @Test func `every reference of the schema leads to a definition`() throws {
    let schema = try schema()
    let names = Set(try #require(schema["$defs"]?.entries).map(\.key))
    var references: Set<String> = []
    func collect(_ node: Node) {
      for entry in node.entries ?? [] {
        if entry.key == "$ref", let text = entry.value.scalar { references.insert(text) }
        collect(entry.value)
      }
      node.list?.forEach(collect)
    }
    collect(schema)
    #expect(references == Set(names.map { "#/$defs/\($0)" }))
  }

  /// Keys that name files, which the samples have none of.
  private static let fileKeys: Set<String> = ["extends", "trace", "files", "empirical", "file"]

  @Test func `the samples use every key of the format`() throws {
    var used: Set<String> = []
    func collect(_ node: Node) {
      for entry in node.entries ?? [] {
        used.insert(entry.key)
        collect(entry.value)
      }
      node.list?.forEach(collect)
    }
    for text in SampleScenarios.all {
      collect(try #require(DocumentParser.parse(text, file: "sample").root))
    }
    let known = Set(Shape.all.flatMap { $0.keys.map(\.name) })
    #expect(known.subtracting(used) == Self.fileKeys)
  }

  @Test(arguments: [
    SampleScenarios.everything, SampleScenarios.textbook, SampleScenarios.burst,
  ])
  func `no value is accepted unread: nonsense in any place is refused`(_ text: String) throws {
    let root = try #require(DocumentParser.parse(text, file: "sample").root)
    let place = SourceLocation(file: "nonsense", line: 1, column: 1)
    let nonsense = Node(
      .list([Node(.list([Node(scalar: "nonsense", at: place)]), at: place)]), at: place)
    #expect(Sample.problems(root.canonicalText) == [])
    for (path, spoilt) in spoiltCopies(of: root, with: nonsense) {
      #expect(!Sample.problems(spoilt.canonicalText).isEmpty, "\(path) is not read")
    }
  }

  /// The document once for each value in it, that value replaced.
  private func spoiltCopies(of node: Node, with nonsense: Node) -> [(path: String, copy: Node)] {
    var copies: [(path: String, copy: Node)] = [("", nonsense)]
    for entry in node.entries ?? [] {
      for (path, inner) in spoiltCopies(of: entry.value, with: nonsense) {
        var copy = node
        copy[entry.key] = inner
        copies.append((".\(entry.key)\(path)", copy))
      }
    }
    for (position, item) in (node.list ?? []).enumerated() {
      for (path, inner) in spoiltCopies(of: item, with: nonsense) {
        var items = node.list ?? []
        items[position] = inner
        copies.append((".\(position)\(path)", Node(.list(items), at: node.location)))
      }
    }
    return copies
  }
}
