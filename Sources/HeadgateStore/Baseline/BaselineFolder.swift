internal import Foundation
public import HeadgateModel

/// Baselines in a folder that a repository keeps: NAME/SCENARIO.json, one file a scenario.
public struct BaselineFolder: Sendable {
  public static let defaultPath = "Results/baselines"

  public let path: String

  public init(path: String = BaselineFolder.defaultPath) {
    self.path = path
  }

  /// The names of the baselines that are there, sorted; none where there is no such folder.
  public func names() -> [String] {
    let entries = (try? FileAccess.entries(in: path)) ?? []
    return entries.filter { Self.isName($0) && !files(of: $0).isEmpty }
  }

  /// The baseline's results, one a scenario, in the order of their files.
  ///
  /// - Throws: `BaselineError`, `missing` where there is none of the name.
  public func load(_ name: String) throws(BaselineError) -> [RunResult] {
    try check(name)
    let files = files(of: name)
    guard !files.isEmpty else { throw missing(name) }
    var results: [RunResult] = []
    for file in files {
      results.append(try Self.read(FilePath.join(FilePath.join(path, name), file)))
    }
    return results
  }

  /// What a baseline holds, scenario by scenario, or why one cannot be read.
  public func scenarios(of name: String) -> [Result<RunResult, BaselineError>] {
    files(of: name).map { file in
      do throws(BaselineError) {
        return .success(try Self.read(FilePath.join(FilePath.join(path, name), file)))
      } catch {
        return .failure(error)
      }
    }
  }

  /// What a baseline holds of one scenario.
  public enum State: Sendable {
    case none
    case result(RunResult)
    case unreadable(BaselineError)
  }

  public func state(of scenario: String, in name: String) -> State {
    let file = FilePath.join(FilePath.join(path, name), Self.fileName(of: scenario))
    guard FileAccess.kind(file, followingLinks: true) != .missing else { return .none }
    do throws(BaselineError) {
      return .result(try Self.read(file))
    } catch {
      return .unreadable(error)
    }
  }

  /// Whether a baseline of the name is there.
  public func contains(_ name: String) -> Bool {
    Self.isName(name) && !files(of: name).isEmpty
  }

  /// Keeps a result as its scenario's baseline, and answers where. Those of other scenarios stay.
  @discardableResult
  public func save(_ result: RunResult, as name: String) throws(BaselineError) -> String {
    try check(name)
    let folder = FilePath.join(path, name)
    let file = FilePath.join(folder, Self.fileName(of: result.scenarioName))
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(BaselineJSON.encode(result).utf8).write(
        to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw BaselineError(
        code: .unwritable, message: "cannot write \(file): \(error.localizedDescription)")
    }
    return file
  }

  /// Removes a baseline, all its scenarios; what else stands in its folder stays.
  public func delete(_ name: String) throws(BaselineError) {
    try check(name)
    let files = files(of: name)
    guard !files.isEmpty else { throw missing(name) }
    let folder = FilePath.join(path, name)
    do {
      for file in files {
        try FileManager.default.removeItem(atPath: FilePath.join(folder, file))
      }
      if try FileAccess.entries(in: folder).isEmpty {
        try FileManager.default.removeItem(atPath: folder)
      }
    } catch {
      throw BaselineError(
        code: .unwritable, message: "cannot remove \(folder): \(error.localizedDescription)")
    }
  }

  /// Reads one baseline file.
  public static func read(_ file: String) throws(BaselineError) -> RunResult {
    do {
      return try BaselineJSON.decode(try FileAccess.readUTF8(file), file: file)
    } catch let problem as FileProblem {
      throw BaselineError(code: .unreadable, message: "\(file) \(problem.message)")
    } catch {
      throw BaselineError(code: .unreadable, message: "\(error)")
    }
  }

  /// Whether a text can name a baseline: letters, digits, `-`, `_` and `.`, beginning with a letter or
  /// a digit, and neither a run's number nor a file's name.
  public static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      isLetterOrDigit(byte) || "-_.".utf8.contains(byte)
    }
    let isNumber = name.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard isPlain, !isNumber, name.utf8.count <= 100, let first = name.utf8.first else {
      return false
    }
    return isLetterOrDigit(first) && !name.hasSuffix(".json")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isASCII
      && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
  }

  /// A scenario's name as a file's: what a file system may not take is written %XX.
  static func fileName(of scenario: String) -> String {
    var name = ""
    for byte in scenario.utf8 {
      let isKept = isLetterOrDigit(byte) || (!name.isEmpty && byte == UInt8(ascii: "."))
      if isKept || "-_+=,@ ".utf8.contains(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return name + ".json"
  }

  private func files(of name: String) -> [String] {
    let entries = (try? FileAccess.entries(in: FilePath.join(path, name))) ?? []
    return entries.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
  }

  private func check(_ name: String) throws(BaselineError) {
    guard Self.isName(name) else { throw BaselineError.unusable(name) }
  }

  private func missing(_ name: String) -> BaselineError {
    let names = names()
    let hint =
      names.isEmpty
      ? "none is there yet; `headgate baseline save \(name) FILE` makes it"
      : Spelling.hint(for: name, among: names, called: "baselines") ?? ""
    return BaselineError(
      code: .missing,
      message: "no baseline '\(name)' in \(path)" + (hint.isEmpty ? "" : "; \(hint)"))
  }
}
