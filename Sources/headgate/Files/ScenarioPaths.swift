import HeadgateModel

/// Paths of the command line that lead to scenarios.
enum ScenarioPaths {
  /// The files, with the scenarios of a folder in the place of its name.
  ///
  /// - Throws: `CommandFailure` (usage) where a folder holds none, or cannot be read.
  static func files(_ paths: [String]) throws -> [String] {
    try paths.flatMap { isFolder($0) ? try files(inFolder: $0) : [$0] }
  }

  static func isFolder(_ path: String) -> Bool {
    FileAccess.kind(path, followingLinks: true) == .directory
  }

  /// Those that end in `.yaml` or `.yml`, sorted by name, without spaces of a search and hidden files;
  /// folders in the folder are left out.
  private static func files(inFolder folder: String) throws -> [String] {
    let names: [String]
    do {
      names = try FileAccess.entries(in: folder)
    } catch {
      throw CommandFailure(.usage, "\(folder) \(error.message)")
    }
    let files = names.filter(isScenario).map { FilePath.join(folder, $0) }
      .filter { !isFolder($0) }
    guard !files.isEmpty else {
      throw CommandFailure(
        .usage, "\(folder): no scenarios here: the folder holds no .yaml file")
    }
    return files
  }

  private static func isScenario(_ name: String) -> Bool {
    let endings = [".yaml", ".yml"]
    return !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) }
      && !endings.contains { name.hasSuffix(".space" + $0) }
  }
}
