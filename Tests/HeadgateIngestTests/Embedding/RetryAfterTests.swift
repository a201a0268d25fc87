import HeadgateIngest
import Testing

@Suite("The wait that a server asks for")
struct RetryAfterTests {
  private func wait(_ headers: [String: String]) async throws -> Duration? {
    let transport = FakeTransport { _ in .text("", status: 429, headers: headers) }
    let client = try EmbeddingClient(
      EmbeddingSettings(url: "http://e.test/", model: "m"), transport: transport,
      // Friday, 31 December 1999, 23:59:50.
      wallSeconds: { 946_684_790 })
    return await client.embed(["a"])[0].failure?.retryAfter
  }

  @Test(
    "is read in each form that servers send",
    arguments: [
      (["Retry-After": "120"], Duration.seconds(120)), (["retry-after": "0"], .zero),
      (["RETRY-AFTER": " 1.5 "], .milliseconds(1_500)),
      (["retry-after-ms": "250", "Retry-After": "3"], .milliseconds(250)),
      (["Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"], .seconds(9)),
      (["Retry-After": "Friday, 31-Dec-99 23:59:59 GMT"], .seconds(9)),
      (["Retry-After": "Fri Dec 31 23:59:59 1999"], .seconds(9)),
      (["Retry-After": "Sat, 01 Jan 2000 00:00:00 GMT"], .seconds(10)),
      (["Retry-After": "Fri, 31 Dec 1999 00:00:00 GMT"], .zero),
      (["Retry-After": "99999999999"], .seconds(86_400)),
      (["Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"], .seconds(86_400)),
    ])
  func forms(headers: [String: String], expected: Duration) async throws {
    #expect(try await wait(headers) == expected)
  }

  @Test("is counted from the answer's own date, where it has one")
  func ownDate() async throws {
    let headers = [
      "Date": "Thu, 29 Feb 2024 23:59:58 GMT", "Retry-After": "Fri, 01 Mar 2024 00:00:03 GMT",
    ]
    #expect(try await wait(headers) == .seconds(5))
  }

  @Test(
    "is unknown where it cannot be read",
    arguments: [
      "", "soon", "-3", "nan", "inf", "1e3", "Fri, 32 Dec 1999 23:59:59 GMT", "1 2 3 4 5",
    ])
  func unreadable(text: String) async throws {
    #expect(try await wait(["Retry-After": text]) == nil)
  }
}
