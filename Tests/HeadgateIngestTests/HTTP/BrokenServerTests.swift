import HeadgateIngest
import Testing

@Suite("Over a real connection, a broken server")
struct BrokenServerTests {
  private func failure(
    _ url: String, timeout: Duration = .seconds(30), mostAnswerBytes: Int = 1 << 20
  ) async throws -> EmbeddingError? {
    var settings = EmbeddingSettings(url: url, model: "m")
    settings.timeout = timeout
    settings.mostAnswerBytes = mostAnswerBytes
    return await (try EmbeddingClient(settings)).embed(["a"])[0].failure
  }

  @Test("that nobody runs is told as refused")
  func refused() async throws {
    let socket = try LoopbackSocket()
    let failure = try await failure("http://127.0.0.1:\(socket.port)/v1/embeddings")
    #expect(failure?.kind == .connection(.refused))
    withExtendedLifetime(socket) {}
  }

  @Test("whose name or URL leads nowhere is told so")
  func nowhere() async throws {
    #expect(try await failure("http://name.invalid/")?.kind == .connection(.unresolved))
    #expect(try await failure("http://")?.kind == .connection(.badURL))
  }

  @Test(
    "that breaks off is told by where it did",
    arguments: [
      ("", RawServer.End.close, HTTPTransportError.Kind.lost), ("", .reset, .lost),
      ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\": [", .close, .truncated),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"da", .close, .truncated),
      ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\": [", .reset, .truncated),
      ("SSH-2.0-OpenSSH_9.6\r\n", .close, .notHTTP),
    ])
  func brokenOff(bytes: String, end: RawServer.End, kind: HTTPTransportError.Kind) async throws {
    let server = try RawServer(bytes, then: end)
    let failure = try await failure(server.url)
    #expect(failure?.kind == .connection(kind))
    #expect(failure?.isTransient == true)
    #expect(failure?.message.hasPrefix(server.url) == true)
  }

  @Test(
    "that does not answer, or never finishes, is given up when the time is over",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"])
  func held(bytes: String) async throws {
    let server = try RawServer(bytes, then: .hold)
    #expect(try await failure(server.url, timeout: .milliseconds(100))?.kind == .timedOut)
  }

  @Test("that answers more than the bound is not read to the end")
  func tooLong() async throws {
    let body = String(repeating: " ", count: 5_000)
    let server = try RawServer(
      "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n\(body)", then: .hold)
    #expect(
      try await failure(server.url, mostAnswerBytes: 4_096)?.kind == .connection(.tooLong))
  }

  @Test("that redirects is not followed, and the target is told")
  func redirect() async throws {
    let server = try RawServer(
      "HTTP/1.1 307 Moved\r\nLocation: http://elsewhere.test/\r\nContent-Length: 0\r\n\r\n",
      then: .close)
    let failure = try await failure(server.url)
    #expect(failure?.kind == .refused(status: 307))
    #expect(failure?.message.contains("http://elsewhere.test/") == true)
  }

  @Test("a chunked answer is an answer")
  func chunked() async throws {
    let json = #"{"data": [{"index": 0, "embedding": [1, 2]}]}"#
    let server = try RawServer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\n\(json.prefix(5))\r\n\(String(json.count - 5, radix: 16))\r\n\(json.dropFirst(5))"
        + "\r\n0\r\n\r\n", then: .close)
    let client = try EmbeddingClient(EmbeddingSettings(url: server.url, model: "m"))
    #expect(await client.embed(["a"]) == [.success([1, 2])])
  }
}
