/// The folder of presets that `headgate tune` writes: NAME.yaml, one preset a file.
public struct PresetFolder: Sendable {
  public static let defaultPath = "Results/presets"
  private static let ending = ".yaml"

  public let path: String

  public init(path: String = PresetFolder.defaultPath) {
    self.path = path
  }

  /// The names of the presets that are there, sorted; none where there is no such folder.
  public func names() -> [String] {
    FileAccess.names(in: path).filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.ending.utf8.count)) }
      .filter(Self.isName)
  }

  /// Where the preset of a name stands, or would.
  public func file(of name: String) -> String { FilePath.join(path, name + Self.ending) }

  /// Whether a preset can have the name: none that is built in has it, and a file can.
  public static func isName(_ name: String) -> Bool {
    nameProblem(name) == nil
  }

  /// Why a preset cannot have a name, with what to do; `nil` where it can.
  public static func nameProblem(_ name: String) -> String? {
    let node = Node(scalar: name, at: SourceLocation(file: "", line: 1, column: 1))
    guard case .failure(let mismatch) = ValueKind.presetName.read(node, example: "tuned") else {
      return nil
    }
    return mismatch.message + (mismatch.hint.map { "; \($0)" } ?? "")
  }

  /// The preset of a name; `nil` where there is none.
  ///
  /// - Throws: all that is wrong with its file.
  public func load(_ name: String) throws(InvalidScenario) -> SettingsPreset? {
    guard Self.isName(name) else { return nil }
    let file = file(of: name)
    let text: String
    do {
      text = try FileAccess.readText(file, limit: DocumentParser.longest)
    } catch {
      if error.isMissing { return nil }
      throw InvalidScenario(problems: [
        ScenarioProblem(
          location: SourceLocation(file: file, line: error.line, column: error.column),
          message: "the preset \(error.message)")
      ])
    }
    return try SettingsPreset(text: text, path: file, name: name)
  }
}
