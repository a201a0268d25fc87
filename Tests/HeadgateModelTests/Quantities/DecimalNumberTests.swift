import HeadgateModel
import Testing

@Suite struct DecimalNumberTests {
  @Test(arguments: [
    ("0", 0.0), ("1", 1), ("007", 7), ("1.5", 1.5), ("-2.25", -2.25), ("1e3", 1000),
    ("2.5E-3", 0.0025), ("0.1", 0.1), ("-0", 0),
  ])
  func `a number is read as it is written`(_ text: String, _ value: Double) throws {
    let number = try #require(DecimalNumber(text))
    #expect(number.double() == value)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1.2.3", "1e", "0x10", "1_000", "nan", "inf", "+1", "１"])
  func `what is no decimal number is refused`(_ text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test func `an exponent out of all bounds is refused`() {
    #expect(DecimalNumber("1e401") == nil)
    #expect(DecimalNumber("1e99999999999999999999") == nil)
    #expect(DecimalNumber(String(repeating: "9", count: 401)) == nil)
  }

  @Test func `a product is exact where it is whole`() {
    #expect(DecimalNumber("1.5")?.whole(times: 1_000_000) == .exact(1_500_000))
    #expect(DecimalNumber("0.000000001")?.whole(times: 1_000_000_000) == .exact(1))
    #expect(DecimalNumber("0.25")?.whole(times: 60) == .exact(15))
    #expect(DecimalNumber("0.0625")?.whole(times: 1024) == .exact(64))
    #expect(DecimalNumber("-1.5")?.whole(times: 2) == .exact(-3))
    #expect(DecimalNumber("1.10")?.whole(times: 10) == .exact(11))
    #expect(DecimalNumber("0.0")?.whole() == .exact(0))
    #expect(DecimalNumber("9223372036854775807")?.whole() == .exact(.max))
  }

  @Test func `a product that is not whole is told from one that is too large`() {
    #expect(DecimalNumber("0.5")?.whole() == .fraction)
    #expect(DecimalNumber("1.0000000001")?.whole(times: 1_000_000_000) == .fraction)
    #expect(DecimalNumber("9223372036854775808")?.whole() == .tooLarge)
    #expect(DecimalNumber("1e300")?.whole() == .tooLarge)
    #expect(DecimalNumber("99999999999999999999999")?.whole() == .tooLarge)
  }

  @Test func `a number ends where its unit begins`() throws {
    let (number, rest) = try #require(DecimalNumber.prefix(of: "12.5ms"))
    #expect(number.double() == 12.5)
    #expect(rest == "ms")
    #expect(DecimalNumber.prefix(of: "3e")?.rest == "e")
  }
}
