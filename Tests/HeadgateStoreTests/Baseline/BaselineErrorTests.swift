import HeadgateModel
import HeadgateStore
import Testing

@Suite struct BaselineErrorTests {
  private func error(_ text: String) throws -> ResultJSONError {
    try #require(
      #expect(throws: ResultJSONError.self) { try BaselineJSON.decode(text, file: "b.json") })
  }

  @Test(arguments: [
    ("", 1, 1, "expected an object, but the file ends here"),
    ("{}", 1, 1, "lacks the key \"schemaVersion\""),
    ("{\"name\": \"small\"}", 1, 1, "no \"schemaVersion\" before \"name\": this is no baseline"),
    ("{\"schemaVersion\": 1,\n \"scenario\": {}}", 1, 1, "no \"kind\" before \"scenario\""),
    ("{\"schemaVersion\": 2,\n \"kind\": 1}", 1, 19, "the newer headgate that wrote it"),
    ("{\"schemaVersion\": 0}", 1, 19, "save it anew with `headgate baseline save`"),
    ("{\"schemaVersion\": 1,\n \"kind\": \"result\"}", 2, 10, "this is a \"result\", no baseline"),
  ])
  func `what is no baseline is refused with place and remedy`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let error = try error(text)
    #expect(error.line == line && error.column == column)
    #expect(error.message.contains(message), "\(error)")
  }

  @Test func `a result of a run is told how it becomes a baseline`() throws {
    let error = try error(ResultJSON.encode(Samples.small))
    #expect(error.message.contains("`headgate baseline save NAME FILE`"))
  }

  @Test(arguments: [
    ("\"values\": [1.82]", "\"values\": [1.82, 1.83]", "2 values for 1 replications"),
    ("\"values\": [1.82]", "\"values\": []", "0 values for 1 replications"),
    ("\"seeds\": [42]", "\"seeds\": []", "0 \"seeds\" for 1 replications"),
    ("\"values\": [1.82]", "\"values\": [1.83]", "the checksum does not fit"),
    ("\"digests\"", "\"digest\"", "the variant lacks the key \"digests\""),
    ("\"mode\": \"sim\"", "\"mode\": \"warp\"", "expected one of sim, virtual, live"),
    ("\"checksum\"", "\"sum\"", "lacks the key \"checksum\""),
  ])
  func `what does not fit together is refused`(old: String, new: String, message: String) throws {
    let text = BaselineJSON.encode(Samples.small)
    #expect(text.contains(old))
    let error = try error(text.replacing(old, with: new))
    #expect(error.message.contains(message), "\(error)")
    #expect(error.line > 0 && error.column > 0)
  }

  @Test func `every truncation is refused`() throws {
    let text = Array(BaselineJSON.encode(Samples.small).utf8)
    for count in 0..<text.count - 2 {
      let part = String(decoding: text[..<count], as: UTF8.self)
      #expect(throws: ResultJSONError.self) { try BaselineJSON.decode(part, file: "b.json") }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `damage is refused, or has touched nothing but white space and environment`(
    seed: UInt64
  ) throws {
    var generator = ResultGenerator(seed: seed)
    let result = generator.tidyResult()
    let text = Array(BaselineJSON.encode(result).utf8)
    for _ in 0..<60 {
      let damaged = String(decoding: generator.damage(text), as: UTF8.self)
      guard var read = try? BaselineJSON.decode(damaged, file: "b.json") else { continue }
      read.environment = result.slim.environment
      #expect(contents(read) == contents(result.slim))
    }
  }
}
