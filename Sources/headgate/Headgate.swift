import ArgumentParser
import Foundation
import HeadgateModel

/// The root command: it lists the verbs, nothing else.
struct Headgate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headgate",
    abstract: "Says how an ingestion pipeline will behave before production does.",
    discussion: """
      Start with a scenario:
        headgate init first
        headgate run first.yaml

      stdout carries the result and nothing else; progress and warnings go to stderr.

      Exit codes:
      \(ExitStatus.help)
      """,
    version: Version.current,
    subcommands: [
      RunCommand.self, GateCommand.self, VerifyCommand.self, FidelityCommand.self,
      ChaosCommand.self, TuneCommand.self, CapacityCommand.self, CalibrateCommand.self,
      CompareCommand.self, BaselineCommand.self, IngestCommand.self, ValidateCommand.self,
      InitCommand.self, PresetsCommand.self, SchemaCommand.self, ListCommand.self,
      ShowCommand.self, ReportCommand.self,
    ])
}

@main
enum Main {
  static func main() async {
    // A reader that goes away (`| head`) is met where we write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    HeldMemory.hold()
    do {
      try checkCommandName(CommandLine.arguments.dropFirst().first)
      var command = try await Headgate.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      StandardError.write(failure.message + "\n")
      exit(failure.status.rawValue)
    } catch {
      Headgate.exit(withError: error)
    }
  }

  /// - Throws: `CommandFailure` (usage) with the command that was probably meant.
  private static func checkCommandName(_ word: String?) throws {
    guard let word, !word.hasPrefix("-") else { return }
    let names = Headgate.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word), word != "help" else { return }
    let hint = Spelling.hint(for: word, among: names, called: "commands")
    throw CommandFailure(.usage, "'\(word)' is no command; " + (hint ?? "see headgate --help"))
  }
}
