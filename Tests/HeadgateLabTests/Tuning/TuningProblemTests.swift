import HeadgateLab
import HeadgateModel
import HeadgateStatistics
import Testing

@Suite struct TuningProblemTests {
  private static func values(_ range: TuningParameter.Range, at places: [Double]) -> [String] {
    let problem = TuningProblem(parameters: [TuningParameter(path: "x", range: range)])
    return places.map { problem.settings(of: [$0])[0].value }
  }

  private static func place(_ range: TuningParameter.Range, of text: String) -> Double? {
    TuningProblem(parameters: [TuningParameter(path: "x", range: range)])
      .point { _ in text }?[0]
  }

  @Test("A whole number has a cell of the same width for each value")
  func integers() {
    let range = TuningParameter.Range.integer(low: 2, high: 5, isLogarithmic: false)
    #expect(
      Self.values(range, at: [0, 0.24, 0.25, 0.5, 0.75, Self.last])
        == ["2", "2", "3", "4", "5", "5"])
    #expect(Self.place(range, of: "4") == 0.625)
  }

  @Test("A logarithmic whole number has a cell as wide as its share of an octave")
  func logarithmicIntegers() {
    // Cells [1, 2), [2, 3), … of 1 … 7 on a scale of three octaves.
    let range = TuningParameter.Range.integer(low: 1, high: 7, isLogarithmic: true)
    #expect(
      Self.values(range, at: [0, 0.33, 0.34, 0.66, 0.67, Self.last])
        == ["1", "1", "2", "3", "4", "7"])
  }

  @Test("A real number is written with four significant digits in its unit")
  func reals() {
    let linear = TuningParameter.Range.real(low: 0, high: 3, unit: "ms", isLogarithmic: false)
    #expect(
      Self.values(linear, at: [0, 1 / 3, 0.123456, 0.0001]) == [
        "0ms", "1ms", "0.3704ms", "0.0003ms",
      ])
    let wide = TuningParameter.Range.real(low: 0, high: 1e6, unit: "/s", isLogarithmic: false)
    #expect(Self.values(wide, at: [0.123456, 0.9999999]) == ["123500/s", "1000000/s"])
    let log = TuningParameter.Range.real(low: 1, high: 10000, unit: "", isLogarithmic: true)
    #expect(Self.values(log, at: [0, 0.25, 0.5, Self.last]) == ["1", "10", "100", "10000"])
  }

  @Test("Rounding never leads out of a range: the nearer edge is taken")
  func edges() {
    let range = TuningParameter.Range.real(
      low: 0.123456, high: 0.1234567, unit: "%", isLogarithmic: false)
    #expect(Self.values(range, at: [0, Self.last]) == ["0.123456%", "0.1234567%"])
    let high = TuningParameter.Range.real(
      low: 1, high: 1.99996, unit: "", isLogarithmic: false)
    #expect(Self.values(high, at: [Self.last]) == ["1.99996"])
  }

  private static let last = 1.0.nextDown

  @Test("A choice has a cell of the same width for each value")
  func choices() {
    let range = TuningParameter.Range.choice(["a", "b", "c"])
    #expect(Self.values(range, at: [0, 0.34, 0.99]) == ["a", "b", "c"])
    #expect(Self.place(range, of: "b") == 0.5)
    #expect(Self.place(range, of: "d") == nil)
  }

  @Test("What is written is evaluated: the place of a value has the same value again")
  func roundTrip() throws {
    let ranges: [TuningParameter.Range] = [
      .integer(low: -3, high: 90, isLogarithmic: false),
      .integer(low: 1, high: 5000, isLogarithmic: true),
      .real(low: 0.5, high: 700, unit: "ms", isLogarithmic: true),
      .real(low: 0, high: 100, unit: "%", isLogarithmic: false),
      .real(low: 1, high: 64, unit: "KiB", isLogarithmic: true),
      .choice(["none", "10s"]),
    ]
    var random = Xoshiro256PlusPlus(seed: 11)
    for range in ranges {
      for _ in 0..<200 {
        let text = Self.values(range, at: [random.unit()])[0]
        let place = try #require(Self.place(range, of: text))
        #expect(place >= 0 && place < 1)
        #expect(Self.values(range, at: [place]) == [text])
      }
    }
  }

  @Test("Another unit of the same kind is understood, and what lies outside goes to the edge")
  func units() throws {
    let range = TuningParameter.Range.real(low: 10, high: 2000, unit: "ms", isLogarithmic: false)
    #expect(Self.values(range, at: [try #require(Self.place(range, of: "1s"))]) == ["1000ms"])
    #expect(Self.place(range, of: "1ms") == 0)
    #expect(Self.place(range, of: "1h") == Self.last)
    #expect(Self.place(range, of: "unlimited") == nil)
    #expect(
      Self.place(.real(low: 1, high: 9, unit: "/s", isLogarithmic: false), of: "300/m") == 0.5)
  }

  @Test("A parameter counts where the one that it depends on has one of the values")
  func conditions() throws {
    let problem = TuningProblem(parameters: [
      TuningParameter(path: "algorithm", range: .choice(["aimd", "vegas", "pi"])),
      TuningParameter(
        path: "window", range: .integer(low: 1, high: 4, isLogarithmic: false),
        condition: .init(path: "algorithm", values: ["vegas", "pi"])),
      TuningParameter(
        path: "gain", range: .integer(low: 1, high: 4, isLogarithmic: false),
        condition: .init(path: "window", values: ["4"])),
    ])
    func paths(_ point: [Double]) -> [String] { problem.settings(of: point).map(\.path) }
    #expect(paths([0.1, 0.99, 0.5]) == ["algorithm"])
    #expect(paths([0.5, 0.5, 0.5]) == ["algorithm", "window"])
    #expect(paths([0.9, 0.99, 0.5]) == ["algorithm", "window", "gain"])
    let known = ["algorithm": "aimd"]
    let point = try #require(problem.point { known[$0] })
    #expect(problem.settings(of: point).map(\.value) == ["aimd"])
    #expect(problem.point { ["algorithm": "vegas"][$0] } == nil)
  }
}
