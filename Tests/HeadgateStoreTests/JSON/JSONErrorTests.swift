import HeadgateModel
import HeadgateStore
import Testing

@Suite struct JSONErrorTests {
  struct Case: CustomTestStringConvertible {
    var text: String
    var code: ResultJSONError.Code
    var line: Int
    var column: Int
    var message: String

    var testDescription: String { message }
  }

  private static let syntax: [Case] = [
    Case(text: "", code: .syntax, line: 1, column: 1, message: "the file ends here"),
    Case(text: "  schemaVersion: 1", code: .syntax, line: 1, column: 3, message: "an object"),
    Case(text: "{\n  schemaVersion: 1}", code: .syntax, line: 2, column: 3, message: "a key"),
    Case(text: "{\"a\" 1}", code: .syntax, line: 1, column: 6, message: "a colon"),
    Case(text: "{\"a\": 1 \"b\": 2}", code: .syntax, line: 1, column: 9, message: "a comma or"),
    Case(text: "{\"a\": 1,}", code: .syntax, line: 1, column: 9, message: "a key"),
    Case(text: "{\"章\": 01}", code: .syntax, line: 1, column: 8, message: "a comma or"),
    Case(text: "{\"a\": +1}", code: .syntax, line: 1, column: 7, message: "a number"),
    Case(text: "{\"a\": 1.}", code: .syntax, line: 1, column: 9, message: "a number"),
    Case(text: "{\"a\": nope}", code: .syntax, line: 1, column: 7, message: "a value"),
    Case(text: "{\"a\": \"\\x\"}", code: .syntax, line: 1, column: 8, message: "no such escape"),
    Case(text: "{\"a\": \"\\ud800\"}", code: .syntax, line: 1, column: 8, message: "hexadecimal"),
    Case(text: "{\"a\": \"b\nc\"}", code: .syntax, line: 1, column: 9, message: "must be escaped"),
    Case(text: "{\"a\": \"b", code: .syntax, line: 1, column: 9, message: "the quotation mark"),
    Case(text: "{\"a\": 1, \"a\": 2}", code: .syntax, line: 1, column: 10, message: "twice"),
    Case(
      text: "{\"a\": " + String(repeating: "[", count: 100), code: .syntax, line: 1, column: 70,
      message: "nested deeper"),
  ]

  private static let content: [Case] = [
    Case(text: "{}", code: .content, line: 1, column: 1, message: "no \"schemaVersion\""),
    Case(
      text: "{\"schemaVersion\": 2}", code: .version, line: 1, column: 19,
      message: "with the newer headgate"),
    Case(
      text: "{\"schemaVersion\": 0}", code: .version, line: 1, column: 19,
      message: "write it anew with `headgate run`"),
    Case(
      text: "{\"schemaVersion\": 1.5}", code: .content, line: 1, column: 19,
      message: "a whole number"),
    Case(
      text: "\n {\"schemaVersion\": 1}", code: .content, line: 2, column: 2,
      message: "lacks the key \"scenario\""),
    Case(text: "[]", code: .count, line: 1, column: 1, message: "holds 0 results"),
  ]

  @Test(arguments: syntax + content)
  func `an error says where and what`(failure: Case) {
    let error = #expect(throws: ResultJSONError.self) {
      try ResultJSON.decode(failure.text, file: "r.json")
    }
    #expect(error?.code == failure.code)
    #expect(error?.line == failure.line && error?.column == failure.column, "\(error!)")
    #expect(error?.message.contains(failure.message) == true, "\(error!)")
    #expect("\(error!)".hasPrefix("r.json:\(failure.line):\(failure.column): "))
  }

  /// One change to the golden result each, and what the reader says of it.
  @Test(arguments: [
    ("\"mode\": \"sim\"", "\"mode\": \"warp\"", "expected one of sim, virtual, live"),
    ("\"verdict\": \"pass\"", "\"verdict\": 1", "a text in quotation marks"),
    ("\"digest\": ", "\"digests\": ", "the replication lacks the key \"digest\""),
    ("\"expr\": ", "\"expression\": ", "the threshold lacks the key \"expr\""),
    ("\"seed\": 42", "\"seed\": -1", "a whole number from 0 to 18446744073709551615"),
    ("600.000000001", "600.0000000001", "at most nine decimal places"),
    ("44.9", "1e999", "1e999 is out of range"),
    ("[7,2,4087]", "[7,0,4087]", "no ascending bucket"),
    ("[7,2,4087]", "[7,2,4294967295]", "no ascending bucket"),
    ("[7,2,4087]", "[7,2]", "2 gaps for 3 counts"),
    ("\"holds\": true", "\"holds\": \"yes\"", "true or false"),
    ("\"scenarioPath\"", "\"thresholdFiles\": [], \"scenarioPath\"", "0 \"thresholdFiles\" for 1"),
  ])
  func `a value that its key does not take is refused`(
    old: String, new: String, message: String
  ) throws {
    let text = ResultJSON.encode(Samples.small)
    let range = try #require(text.firstRange(of: old))
    let changed = text[..<range.lowerBound] + new + text[range.upperBound...]
    let error = #expect(throws: ResultJSONError.self) {
      try ResultJSON.decode(String(changed), file: "r.json")
    }
    #expect(error?.code == .content || error?.code == .syntax)
    #expect(error?.message.contains(message) == true, "\(error!)")
  }

  @Test func `text after the result is refused`() {
    let error = #expect(throws: ResultJSONError.self) {
      try ResultJSON.decode(ResultJSON.encode(Samples.small) + "{}", file: "r.json")
    }
    #expect(error?.message == "expected the end of the file, found \"{\"")
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `damaged text is read or refused, never a crash`(seed: UInt64) {
    var generator = ResultGenerator(seed: seed)
    let text = Array(ResultJSON.encode(generator.result()).utf8)
    for _ in 0..<40 {
      let damaged = String(decoding: generator.damage(text), as: UTF8.self)
      guard let result = try? ResultJSON.decode(damaged, file: "r.json") else { continue }
      let again = ResultJSON.encode(result)
      #expect((try? ResultJSON.decode(again, file: "r.json")).map(contents) == contents(result))
    }
  }
}
