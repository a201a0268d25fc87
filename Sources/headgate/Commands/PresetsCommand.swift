import ArgumentParser
import HeadgateReport

struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets",
    abstract: "Print the controller and environment presets and their values.")

  @OptionGroup var colour: ColourOptions

  func run() throws {
    try StandardOutput.write(
      TextRenderer.forStandardOutput(colour).render(PresetTables().document))
  }
}
