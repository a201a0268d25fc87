import ArgumentParser

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// How results look on stdout.
struct OutputOptions: ParsableArguments {
  @Option(help: "What stdout carries.")
  var format: OutputFormat = .text

  @OptionGroup var colour: ColourOptions
}

struct ColourOptions: ParsableArguments {
  @Flag(name: .customLong("no-color"), help: "No colour, as with NO_COLOR in the environment.")
  var isColourOff = false
}
