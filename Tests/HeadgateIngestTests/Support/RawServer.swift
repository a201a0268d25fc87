import Foundation
import Glibc

/// A server on loopback that answers its first request with bytes of the test's choice, be they HTTP
/// or not, and then closes the connection, or waits for the client to do so.
final class RawServer: Sendable {
  enum End: Sendable {
    case close
    /// The connection is reset, as when a process dies with data unread.
    case reset
    /// The server holds the connection until the client closes it.
    case hold
  }

  let port: UInt16

  init(_ bytes: String, then end: End) throws {
    let socket = try LoopbackSocket()
    port = socket.port
    guard listen(socket.descriptor, 4) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    Thread.detachNewThread { Self.serve(socket, Array(bytes.utf8), end) }
  }

  var url: String { "http://127.0.0.1:\(port)/v1/embeddings" }

  private static func serve(_ listener: LoopbackSocket, _ bytes: [UInt8], _ end: End) {
    let connection = accept(listener.descriptor, nil, nil)
    guard connection >= 0 else { return }
    defer { close(connection) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // A request of a test comes in one piece or two: header and body.
    var request: [UInt8] = []
    while !request.ends(with: Array("}".utf8)) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      request += buffer[..<count]
    }
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    switch end {
    case .close: break
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    case .hold: while recv(connection, &buffer, buffer.count, 0) > 0 {}
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
