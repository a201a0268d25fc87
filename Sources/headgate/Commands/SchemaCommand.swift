import ArgumentParser
import HeadgateModel

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, or of spaces.",
    discussion: """
      For an editor that completes and checks YAML by a schema:

        headgate schema > headgate.schema.json
        headgate schema --space > headgate.space.schema.json
      """)

  @Flag(help: "The schema of the spaces that `headgate tune` searches.")
  var space = false

  func run() throws {
    let schema = space ? TuningSchema.json : ScenarioSchema.json
    try StandardOutput.write(schema.hasSuffix("\n") ? schema : schema + "\n")
  }
}
