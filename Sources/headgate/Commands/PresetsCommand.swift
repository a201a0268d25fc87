import ArgumentParser
import HeadgateModel
import HeadgateReport

struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets",
    abstract: "Print the controller and environment presets and their values.",
    discussion: """
      Presets that `headgate tune` has written to \(PresetFolder.defaultPath), or that stand there by \
      hand, follow.
      """)

  @OptionGroup var colour: ColourOptions

  func run() throws {
    try StandardOutput.write(
      TextRenderer.forStandardOutput(colour).render(PresetTables(files: PresetFolder()).document))
  }
}
