#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A directory that goes with the test.
final class TemporaryDirectory {
  let path: String

  init() {
    var template = Array("/tmp/headgate-model-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("no temporary directory") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes a file, with the directories on its way; gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    var directory = path
    let parts = name.split(separator: "/")
    for part in parts.dropLast() {
      directory += "/\(part)"
      mkdir(directory, 0o755)
    }
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "w") else { preconditionFailure("cannot write \(file)") }
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    return file
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(stream)
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
