import Foundation

/// The commit that a run is noted under: `HEADGATE_COMMIT`, or that of the current folder.
enum SourceCommit {
  /// Empty where there is none.
  static var current: String {
    if let given = ProcessInfo.processInfo.environment["HEADGATE_COMMIT"], !given.isEmpty {
      return given
    }
    guard let head = read(".git/HEAD") else { return "" }
    guard head.hasPrefix("ref: ") else { return head }
    let name = String(head.dropFirst("ref: ".count))
    return read(".git/\(name)") ?? packed(name) ?? ""
  }

  private static func packed(_ name: String) -> String? {
    read(".git/packed-refs")?.split(separator: "\n")
      .first { $0.hasSuffix(" " + name) }
      .map { String($0.prefix { $0 != " " }) }
  }

  private static func read(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
