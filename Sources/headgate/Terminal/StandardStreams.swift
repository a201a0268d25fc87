import Foundation

/// Standard output: the result, and nothing else.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The terminal's columns; `nil` where it is none.
  static var columns: Int? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes all of `text`. A reader that has gone is no error: what it did not want to read is lost.
  ///
  /// - Throws: `CommandFailure` where the text cannot be written, on a full disk for one.
  static func write(_ text: String) throws {
    if let error = writeAll(text, to: STDOUT_FILENO), error != EPIPE {
      throw CommandFailure(.internalError, "cannot write to stdout: \(systemMessage(error))")
    }
  }
}

/// Standard error: progress, warnings and what went wrong.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes `text`; there is nowhere to tell that it failed.
  static func write(_ text: String) {
    _ = writeAll(text, to: STDERR_FILENO)
  }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// Writes all of `text` to a descriptor; the error number where that failed.
func writeAll(_ text: String, to descriptor: Int32) -> Int32? {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return nil
  }
}
