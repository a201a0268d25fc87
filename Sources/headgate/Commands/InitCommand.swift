import ArgumentParser
import Foundation
import HeadgateModel

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented scenario to start from.",
    discussion: """
      Writes NAME.yaml into the current folder; a file that is there stays as it is.

        headgate init second
        headgate run second.yaml
      """)

  @Argument(help: "Name of the scenario: letters, digits, '-' and '_'.")
  var name: String

  func validate() throws {
    let isName = name.first != "-" && name.allSatisfy(Self.isAllowed)
    guard !name.isEmpty, isName else {
      throw ValidationError("'\(name)' is no name: use letters, digits, '-' and '_'.")
    }
  }

  func run() throws {
    let path = "\(name).yaml"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .usage,
        errno == EEXIST
          ? "\(path) is there already, and stays as it is; choose another name"
          : "cannot write \(path): \(systemMessage(errno))")
    }
    defer { close(descriptor) }
    if let error = writeAll(ScenarioStarter.text(name: name), to: descriptor) {
      throw CommandFailure(.internalError, "cannot write \(path): \(systemMessage(error))")
    }
    try StandardOutput.write("Wrote \(path). Next: headgate run \(path)\n")
  }

  private static func isAllowed(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
  }
}
