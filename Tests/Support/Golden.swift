import Foundation
public import Testing

/// Text files that hold what is to be printed, beside the tests that print it.
///
/// `HEADGATE_UPDATE_GOLDEN=1` writes them anew; what changed is then for `git diff` to show.
public struct Golden: Sendable {
  private let folder: URL

  /// Files in the folder `Golden` beside the calling source file.
  public init(besides source: StaticString = #filePath) {
    folder = URL(fileURLWithPath: "\(source)").deletingLastPathComponent()
      .appendingPathComponent("Golden")
  }

  /// Expects `text` to be what the file holds, byte for byte.
  public func expect(
    _ text: String, in file: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let url = folder.appendingPathComponent(file)
    if ProcessInfo.processInfo.environment["HEADGATE_UPDATE_GOLDEN"] == "1" {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      } catch {
        Issue.record(error, "cannot write \(url.path)", sourceLocation: sourceLocation)
      }
      return
    }
    guard let data = try? Data(contentsOf: url) else {
      Issue.record(
        "\(url.path) is missing; HEADGATE_UPDATE_GOLDEN=1 writes it. It would hold:\n\(text)",
        sourceLocation: sourceLocation)
      return
    }
    let wanted = String(decoding: data, as: UTF8.self)
    guard wanted.utf8.elementsEqual(text.utf8) else {
      Issue.record(
        "differs from \(url.path):\n\(LineDifference.text(from: wanted, to: text))",
        sourceLocation: sourceLocation)
      return
    }
  }
}
