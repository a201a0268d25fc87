import ArgumentParser
import HeadgateModel

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files.",
    discussion: """
      For an editor that completes and checks YAML by a schema:

        headgate schema > headgate.schema.json
      """)

  func run() throws {
    let schema = ScenarioSchema.json
    try StandardOutput.write(schema.hasSuffix("\n") ? schema : schema + "\n")
  }
}
