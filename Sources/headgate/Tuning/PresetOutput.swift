import Foundation
import HeadgateModel

/// The preset file that a study writes where its verdict allows.
struct PresetOutput {
  let name: String
  let path: String

  /// - Throws: `CommandFailure` (usage) where a preset cannot have the name, or be written.
  init(_ name: String, folder: PresetFolder = PresetFolder()) throws {
    if let problem = PresetFolder.nameProblem(name) {
      throw CommandFailure(.usage, "--name \(problem)")
    }
    self.name = name
    path = folder.file(of: name)
    try Self.check(folder.path, path)
  }

  /// Finds out before the work starts, without leaving anything.
  private static func check(_ folder: String, _ path: String) throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: path) {
      guard !manager.isWritableFile(atPath: path) else { return }
      throw CommandFailure(.usage, "\(path): cannot write there")
    }
    // The first folder on the way that is there must take the others.
    var place = folder
    while !place.isEmpty, !manager.fileExists(atPath: place) {
      place = FilePath.directory(of: place)
    }
    var isFolder: ObjCBool = false
    let existing = place.isEmpty ? "." : place
    _ = manager.fileExists(atPath: existing, isDirectory: &isFolder)
    guard isFolder.boolValue, manager.isWritableFile(atPath: existing) else {
      throw CommandFailure(.usage, "\(path): cannot write there")
    }
  }

  /// - Throws: `CommandFailure` (internal error) where writing fails after all.
  func write(_ text: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath.directory(of: path), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(.internalError, "cannot write \(path): \(error.localizedDescription)")
    }
  }
}
