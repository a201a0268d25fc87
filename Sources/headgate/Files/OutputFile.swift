import Foundation

/// A file that a command will write when it is done.
///
/// That it can be written is found out before the work starts, without leaving a trace if the work
/// comes to nothing; a file that is there is replaced whole or not at all.
struct OutputFile {
  let path: String

  /// - Throws: `CommandFailure` (usage) where nothing can be written at `path`, or where it is `-`.
  init(_ path: String, option: String) throws {
    try Self.requireName(path, option: option)
    self.path = path
    var status = stat()
    let problem: Int32?
    if stat(path, &status) == 0 {
      problem =
        status.st_mode & S_IFMT == S_IFDIR ? EISDIR : access(path, W_OK) == 0 ? nil : errno
    } else if errno == ENOENT {
      problem = access(Self.folder(of: path), W_OK) == 0 ? nil : errno
    } else {
      problem = errno
    }
    if let problem {
      throw CommandFailure(
        .usage, "\(option) \(path): cannot write there: \(systemMessage(problem))")
    }
  }

  /// - Throws: `CommandFailure` (usage) where `path` is `-`, which means stdout to whoever writes it.
  static func requireName(_ path: String, option: String) throws {
    guard path == "-" else { return }
    throw CommandFailure(
      .usage,
      "\(option) -: stdout carries the report; name a file (./- for one called so)"
        + (option == "--json" ? ", or take --format json where the command has it" : ""))
  }

  /// - Throws: `CommandFailure` (internal error) where writing fails after all.
  func write(_ text: String) throws {
    do {
      let isSpecial = FileManager.default.fileExists(atPath: path) && !isRegularFile
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: path), options: isSpecial ? [] : .atomic)
    } catch {
      throw CommandFailure(.internalError, "cannot write \(path): \(error.localizedDescription)")
    }
  }

  private var isRegularFile: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
