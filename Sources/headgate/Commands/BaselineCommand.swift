import ArgumentParser

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Keep results that later ones are compared with.",
    discussion: """
      A baseline is a folder of small JSON files, one a scenario, made to be committed: figures and \
      digests, one metric a line. `compare` takes its name.

        headgate baseline save main first.yaml
        headgate baseline list
      """,
    subcommands: [
      BaselineSaveCommand.self, BaselineListCommand.self, BaselineShowCommand.self,
      BaselineDeleteCommand.self,
    ])
}
