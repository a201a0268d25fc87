#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that cannot be used, in words.
package struct FileProblem: Error {
  package var message: String
  /// Where in the file, if it is about a place in it.
  package var line = 1
  package var column = 1
  /// The same place in bytes.
  package var offset: Int?
  package var isMissing = false
  package var isTooLarge = false
}

/// The little of the file system that scenarios and chapters need.
package enum FileAccess {
  /// A file's bytes, at most `limit`.
  package static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw failure(ENOENT) }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { _ = close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, initialized in
        count = Self.fill(buffer, from: descriptor)
        initialized = max(count, 0)
      }
      guard count >= 0 else { throw failure(errno) }
      if count == 0 { return bytes }
      bytes += chunk
      guard bytes.count <= limit else {
        throw FileProblem(
          message: "is larger than \(Measure.size.written(Double(limit)))", isTooLarge: true)
      }
    }
  }

  /// A file's text; it must be UTF-8.
  static func readText(_ path: String, limit: Int) throws(FileProblem) -> String {
    try text(try read(path, limit: limit))
  }

  /// A file's bytes, which are UTF-8.
  package static func readUTF8(_ path: String) throws(FileProblem) -> [UInt8] {
    let bytes = try read(path, limit: .max)
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    _ = try text(bytes)
    return bytes
  }

  package static func text(_ bytes: [UInt8]) throws(FileProblem) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw invalid(bytes)
    }
    return text
  }

  /// The names in a directory, sorted by bytes; empty where it cannot be read.
  static func names(in directory: String) -> [String] {
    (try? entries(in: directory)) ?? []
  }

  /// The names in a directory, sorted by bytes.
  package static func entries(in directory: String) throws(FileProblem) -> [String] {
    guard let stream = opendir(directory.isEmpty ? "." : directory) else { throw failure(errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package enum Kind {
    case directory, file, missing
    /// A pipe, a device, a socket.
    case other
  }

  /// What stands at a path; a link is followed only where asked.
  package static func kind(_ path: String, followingLinks: Bool) -> Kind {
    var info = stat()
    let status = followingLinks ? stat(path, &info) : lstat(path, &info)
    guard status == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// What tells one file or directory of the system from all others.
  package struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// The identity of what stands at a path, behind links; `nil` where nothing does.
  package static func identity(_ path: String) -> Identity? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: info.st_dev),
      number: UInt64(truncatingIfNeeded: info.st_ino))
  }

  private static func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>, from descriptor: Int32)
    -> Int
  {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func failure(_ code: Int32) -> FileProblem {
    switch code {
    case ENOENT, ENOTDIR: FileProblem(message: "does not exist", isMissing: true)
    case EACCES, EPERM: FileProblem(message: "cannot be read: permission denied")
    case EISDIR: FileProblem(message: "is a directory")
    default: FileProblem(message: "cannot be read: \(String(cString: strerror(code)))")
    }
  }

  private static func invalid(_ bytes: [UInt8]) -> FileProblem {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var (line, column, offset) = (1, 1, 0)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return FileProblem(message: "is not UTF-8", line: line, column: column, offset: offset)
  }
}

/// Paths as text.
package enum FilePath {
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") || directory.isEmpty { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
