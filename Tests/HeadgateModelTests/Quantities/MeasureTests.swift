import HeadgateModel
import Testing

@Suite struct MeasureTests {
  @Test(arguments: [
    ("1ns", 1), ("1us", 1000), ("1.5ms", 1_500_000), ("30s", 30_000_000_000),
    ("2m", 120_000_000_000), ("1h", 3_600_000_000_000), ("1d", 86_400_000_000_000),
    ("0.5 s", 500_000_000), ("0", 0), ("36500d", 3_153_600_000_000_000_000),
  ])
  func `a duration is a whole number of nanoseconds`(_ text: String, _ value: Int64) throws {
    #expect(try Measure.duration.whole(text) == value)
    #expect(try Measure.duration.value(text) == Double(value))
  }

  @Test(arguments: [("1B", 1), ("8KiB", 8192), ("1.5MiB", 1_572_864)])
  func `a size is in bytes`(_ text: String, _ value: Int64) throws {
    #expect(try Measure.size.whole(text) == value)
  }

  @Test(arguments: [("20/s", 20.0), ("90/m", 1.5), ("1/h", 1.0 / 3600), ("0/s", 0), ("0.1/s", 0.1)])
  func `a rate is per second`(_ text: String, _ value: Double) throws {
    #expect(try Measure.rate.value(text) == value)
  }

  @Test(arguments: [("50%", 0.5), ("0.1%", 0.001), ("0.01 %", 0.0001), ("105%", 1.05)])
  func `a share is the nearest number to its hundredths`(_ text: String, _ value: Double) throws {
    #expect(try Measure.share.value(text) == value)
  }

  @Test func `each way to miss a unit is told apart`() throws {
    let ten = try #require(DecimalNumber("10"))
    #expect(failure(.duration, "10") == .missingUnit(ten))
    #expect(failure(.duration, "10sec") == .unknownUnit("sec", meant: "s"))
    #expect(failure(.duration, "10 minutes") == .unknownUnit("minutes", meant: "m"))
    #expect(failure(.duration, "10µs") == .unknownUnit("µs", meant: "us"))
    #expect(failure(.duration, "10/s") == .unknownUnit("/s", meant: nil))
    #expect(failure(.size, "10KB") == .unknownUnit("KB", meant: "KiB"))
    #expect(failure(.rate, "10rps") == .unknownUnit("rps", meant: "/s"))
    #expect(failure(.share, "10 percent") == .unknownUnit("percent", meant: "%"))
    #expect(failure(.duration, "soon") == .notANumber)
    #expect(failure(.duration, "1m30s") == .notANumber)
    #expect(failure(.duration, "") == .notANumber)
  }

  @Test func `a duration below a nanosecond is a value but no time setting`() throws {
    #expect(failure(.duration, "0.5ns") == .tooFine)
    #expect(try Measure.duration.value("0.5ns") == 0.5)
  }

  @Test func `a quantity beyond 64 bits is too large`() {
    #expect(failure(.duration, "1e9d") == .tooLarge)
    #expect(throws: QuantityFailure.tooLarge) { try Measure.rate.value("1e400/s") }
  }

  @Test(arguments: [
    (Measure.duration, 3_600_000_000_000, "1h"), (.duration, 90_000_000_000, "90s"),
    (.duration, 0, "0s"), (.size, 1_048_576, "1MiB"), (.size, 1000, "1000B"), (.rate, 1.5, "1.5/s"),
    (.share, 0.5, "50%"),
  ])
  func `a value is written in the largest unit that fits it`(
    _ measure: Measure, _ value: Double, _ text: String
  ) {
    #expect(measure.written(value) == text)
  }

  private func failure(_ measure: Measure, _ text: String) -> QuantityFailure? {
    do throws(QuantityFailure) {
      _ = try measure.whole(text)
      return nil
    } catch {
      return error
    }
  }
}
