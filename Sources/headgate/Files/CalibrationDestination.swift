import HeadgateLab
import HeadgateModel

/// Where a calibrated scenario goes, with the files beside it.
struct CalibrationDestination {
  let path: String
  /// Of the scenario.
  let name: String

  /// - Parameters:
  ///   - output: As given; `nil` takes the scenario's name, or that of the source's file.
  init(output: String?, scenario: String?, source: String) {
    let stem =
      output.map { Self.stem($0) } ?? ((scenario ?? Self.stem(source)) + "-calibrated")
    name = Self.plain(stem)
    path = output ?? name + ".yaml"
  }

  /// - Throws: `CommandFailure` (usage) where the scenario cannot be written, or is there already.
  func check(replaces: Bool) throws {
    _ = try OutputFile(path, option: "-o")
    try refuse(path, replaces)
  }

  /// Writes the scenario last: it is there only with what it names.
  ///
  /// - Throws: `CommandFailure` where a file is there already, or cannot be written.
  func write(_ result: CalibrationResult, replaces: Bool) throws {
    let folder = FilePath.directory(of: path)
    let files = result.files.map { (FilePath.join(folder, $0.name), $0.text) }
    for (file, _) in files { try refuse(file, replaces) }
    for (file, text) in files + [(path, result.text)] {
      try OutputFile(file, option: "-o").write(text)
    }
  }

  private func refuse(_ file: String, _ replaces: Bool) throws {
    guard !replaces, FileAccess.kind(file, followingLinks: true) == .file else { return }
    throw CommandFailure(
      .usage, "\(file) is there already: add --force to replace it, or name another by -o")
  }

  private static func stem(_ path: String) -> String {
    let name = FilePath.name(of: path)
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// What file names and YAML take as it is.
  private static func plain(_ name: String) -> String {
    let mapped = name.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || scalar == "-" || scalar == "_" ? Character(scalar) : "-"
    }
    let plain = String(mapped.drop { $0 == "-" })
    return plain.isEmpty ? "calibrated" : plain
  }
}
