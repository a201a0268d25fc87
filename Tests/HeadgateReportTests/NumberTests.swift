import HeadgateModel
import HeadgateReport
import Testing

struct NumberTests {
  @Test(
    "Decimals round half away from zero, group thousands, and never print a negative zero",
    arguments: [
      (0.0, 2, "0.00"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (-0.001, 2, "0.00"),
      (999.995, 1, "1,000.0"), (1_234_567.0, 0, "1,234,567"), (-1234.5, 1, "-1,234.5"),
      (.infinity, 2, "∞"), (-.infinity, 2, "-∞"), (.nan, 2, "-"), (1.05, 3, "1.050"),
      (2e300, 1, "2e+300"),
    ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(Decimal.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "A sign stands before what is not shown as 0",
    arguments: [(0.04, "0.0"), (0.06, "+0.1"), (-3.0, "-3.0")])
  func signed(value: Double, text: String) {
    #expect(Decimal.signed(value, decimals: 1) == text)
  }

  @Test(
    "A row's unit follows its largest figure, its decimals the smallest",
    arguments: [
      (MetricUnit.seconds, [0.312, 0.0041], "ms", ["312.00", "4.10"], 2),
      (.seconds, [41.2, 0.312], "s", ["41.200", "0.312"], 3),
      (.seconds, [0.000_04], "µs", ["40.00"], 2),
      (.seconds, [0, 0], "ms", ["0", "0"], 0),
      (.share, [0.871, 0.013], "%", ["87.10", "1.30"], 2),
      (.count, [5988, 3], "", ["5,988", "3"], 0),
      (.count, [5988.4, 3.5], "", ["5,988.4", "3.5"], 1),
      (.count, [5988.4, 130.5], "", ["5,988", "131"], 0),
      (.perSecond, [44.92], "/s", ["44.92"], 2),
    ])
  func scale(
    unit: MetricUnit, values: [Double], shownUnit: String, texts: [String], decimals: Int
  ) {
    let scale = FigureScale(unit, values: values)
    #expect(scale.unit == shownUnit)
    #expect(values.map(scale.text) == texts)
    #expect(scale.decimals == decimals)
  }

  @Test(
    "A span of time is told in its two largest units",
    arguments: [
      (0.35, "350ms"), (1.24, "1.2s"), (42.0, "42s"), (662.0, "11m 2s"), (86_400.0, "1d"),
      (3600.0, "1h"), (90_061.0, "1d 1h"), (59.96, "60s"),
    ])
  func span(seconds: Double, text: String) {
    #expect(SpanText.text(seconds: seconds) == text)
  }
}
