import HeadgateStatistics
import Testing

@Suite struct HeadroomTests {
  @Test(arguments: [
    (1.5, 2.0, Headroom.Side.below, Double?(0.25)),
    (3.0, 2.0, .below, -0.5),
    (2.0, 2.0, .below, 0),
    (3.0, 2.0, .above, 0.5),
    (1.5, 2.0, .above, -0.25),
    (1.5, 2.0, .exactly, -0.25),
    (2.5, 2.0, .exactly, -0.25),
    (-3.0, -2.0, .below, 0.5),
    (1.0, 0.0, .below, nil),
  ])
  func theDistanceIsAShareOfTheLimit(
    observed: Double, limit: Double, side: Headroom.Side, share: Double?
  ) {
    #expect(Headroom.share(observed: observed, limit: limit, allowed: side) == share)
  }
}
