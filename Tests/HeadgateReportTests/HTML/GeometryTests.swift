import HeadgateReport
import Testing

struct GeometryTests {
  static let linearCases: [(low: Double, high: Double, values: [Double], decimals: Int)] = [
    (0.0, 97, [0, 20, 40, 60, 80, 100], 0), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1], 1),
    (17.3, 18.9, [17, 17.5, 18, 18.5, 19], 1), (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1], 1),
    (-3, 3, [-4, -2, 0, 2, 4], 0), (0, 0.0003, [0, 0.0001, 0.0002, 0.0003], 4),
    (5, 5, [5, 6, 7, 8, 9, 10], 0),
  ]

  @Test("Linear ticks are round, hold both ends, and are few", arguments: linearCases)
  func linearTicks(low: Double, high: Double, values: [Double], decimals: Int) {
    let ticks = LinearTicks(low: low, high: high)
    #expect(ticks.values == values)
    #expect(ticks.decimals == decimals)
  }

  @Test(
    "Whatever the axis, linear ticks hold it, ascend evenly, and are at most two more than asked for",
    arguments: [1e-9, 0.00123, 0.5, 7, 99.99, 1234, 8.1e9], [0.0, 0.31, 0.97, 0.9999])
  func linearTicksHold(high: Double, share: Double) {
    for most in 1...10 {
      let low = high * share
      let ticks = LinearTicks(low: low, high: high, most: most)
      #expect(ticks.low <= low + high * 1e-8)
      #expect(ticks.high >= high - high * 1e-8)
      #expect((2...(most + 3)).contains(ticks.values.count))
      #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  static let logarithmicCases: [(low: Double, high: Double, values: [Double])] = [
    (0.05, 25, [0.03, 0.1, 0.3, 1, 3, 10, 30]), (1, 1, [1, 2]), (2, 40, [2, 5, 10, 20, 50]),
    (1e-6, 1e6, [1e-6, 1e-3, 1, 1e3, 1e6]),
  ]

  @Test("Logarithmic ticks are round and hold both ends", arguments: logarithmicCases)
  func logarithmicTicks(low: Double, high: Double, values: [Double]) {
    let ticks = LogarithmicTicks(low: low, high: high).values
    #expect(ticks.count == values.count, "\(ticks)")
    #expect(zip(ticks, values).allSatisfy { ($0 / $1 - 1).magnitude < 1e-12 }, "\(ticks)")
  }

  static let timeCases: [(end: Double, labels: [String])] = [
    (0.05, ["0", "10 ms", "20 ms", "30 ms", "40 ms", "50 ms"]),
    (2.5, ["0", "0.5 s", "1.0 s", "1.5 s", "2.0 s", "2.5 s"]),
    (130, ["0", "30 s", "60 s", "90 s", "120 s"]),
    (300, ["0", "1 min", "2 min", "3 min", "4 min", "5 min"]),
    (86_400, ["0", "4 h", "8 h", "12 h", "16 h", "20 h", "24 h"]),
    (864_000, ["0", "2 d", "4 d", "6 d", "8 d", "10 d"]),
    (0, ["0", "200 ms", "400 ms", "600 ms", "800 ms", "1,000 ms"]),
  ]

  @Test("An axis of time is told in one unit", arguments: timeCases)
  func timeTicks(end: Double, labels: [String]) {
    #expect(TimeTicks(end: end).ticks.map(\.label) == labels)
  }

  @Test("A scale takes its ends to its ends, and what is beyond to the nearer one")
  func scale() {
    let linear = PlotScale(low: 0, high: 10, start: 200, end: 0)
    #expect([0, 2.5, 10, -1, 11].map(linear.place) == [200, 150, 0, 200, 0])
    let decades = PlotScale(.logarithmic, low: 0.01, high: 100, start: 0, end: 400)
    #expect((decades.place(1) - 200).magnitude < 1e-9)
    #expect([0, -3, .nan].map(decades.place) == [0, 0, 0])
  }

  @Test("What is left of a line has its ends, its highest and its lowest point, in order")
  func downsampling() {
    let outliers = [31_337: 1e6, 77_777: -5]
    let points = (0..<100_000).map { x in
      PlotPoint(x: Double(x), y: outliers[x] ?? Double(x % 97))
    }
    let kept = Downsampling.extremes(points, most: 1000)
    #expect(kept.count <= 1000)
    #expect(kept.count > 900)
    #expect(kept.first == points.first)
    #expect(kept.last == points.last)
    #expect(kept.contains(points[31_337]))
    #expect(kept.contains(points[77_777]))
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x < $1.x })
    #expect(Downsampling.extremes(Array(points.prefix(1000)), most: 1000).count == 1000)
  }

  static let labelsCases: [(wanted: [Double], places: [Double])] = [
    ([10, 10, 10], [10, 23, 36]), ([95, 99, 20], [87, 100, 20]), ([50, 20], [50, 20]),
    ([-5, 200], [0, 100]),
  ]

  @Test("Labels stand apart, in order, within the bounds", arguments: labelsCases)
  func labels(wanted: [Double], places: [Double]) {
    #expect(LabelSpread.places(wanted, spacing: 13, from: 0, to: 100) == places)
  }

  @Test("More labels than there is room for go beyond the end, and do not lie on one another")
  func crowdedLabels() {
    let places = LabelSpread.places(Array(repeating: 50, count: 12), spacing: 10, from: 0, to: 60)
    #expect(places == (0..<12).map { Double($0) * 10 })
  }

  @Test(
    "Coordinates have a tenth at most",
    arguments: [
      (0.0, "0"), (12.34, "12.3"), (12.96, "13"), (-0.04, "0"), (-3.25, "-3.3"), (.nan, "0"),
    ])
  func coordinates(value: Double, text: String) {
    #expect(Coordinate.text(value) == text)
  }

  @Test("Parts of a bar follow one another, and what is no part takes no room")
  func stackedSegments() {
    let scale = PlotScale(low: 0, high: 10, start: 0, end: 100)
    #expect(
      StackedSegments.places([2, -1, .nan, 3], on: scale) == [0...20, 20...20, 20...20, 20...50])
  }
}
