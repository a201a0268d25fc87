import HeadgateLab
import HeadgateModel
import Testing

@Suite struct FidelityBandTests {
  @Test func bandsHoldUpToFourFifthsWidenWithTheWaitingAndEndAtNineteenTwentieths() {
    #expect(FidelityBand.widening(utilization: 0) == 1)
    #expect(FidelityBand.widening(utilization: 0.8) == 1)
    let atNine = FidelityBand.widening(utilization: 0.9) ?? 0
    #expect((atNine - 2).magnitude < 1e-12)
    let high = FidelityBand.widening(utilization: 0.949) ?? 0
    #expect(high > 3.9 && high < 4)
    #expect(FidelityBand.widening(utilization: 0.95) == nil)
    #expect(FidelityBand.widening(utilization: 1) == nil)
  }

  @Test(arguments: [
    (0.05, 0.0, FidelityVerdict.pass), (0.0501, 0.0, .fail), (0, 0, .pass),
    // The runs themselves are farther apart than the band.
    (0.01, 0.06, .inconclusive), (0.07, 0.06, .inconclusive), (0.09, 0.06, .inconclusive),
    (0.0901, 0.06, .fail),
    // Outside, but not clearly beyond the runs' own differences.
    (0.06, 0.05, .inconclusive), (0.06, 0.04, .inconclusive), (0.06, 0.0399, .fail),
    (0.05, 0.05, .pass),
  ])
  func aDistanceIsJudgedAgainstBandAndFloor(
    distance: Double, floor: Double, verdict: FidelityVerdict
  ) {
    #expect(FidelityBand.verdict(distance: distance, floor: floor, band: 0.05) == verdict)
    #expect(FidelityBand.verdict(distance: distance, floor: floor, band: nil) == .unjudged)
  }

  @Test func theWholeIsTheWorstOfWhatIsJudged() {
    #expect(FidelityVerdict.whole([]) == .unjudged)
    #expect(FidelityVerdict.whole([.unjudged, .pass]) == .pass)
    #expect(FidelityVerdict.whole([.pass, .inconclusive, .pass]) == .inconclusive)
    #expect(FidelityVerdict.whole([.pass, .inconclusive, .fail, .unjudged]) == .fail)
    #expect(FidelityVerdict.whole([.unjudged]) == .unjudged)
  }
}
