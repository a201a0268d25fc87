import HeadgateStatistics
import Testing

@Suite struct ReplicationNumberTests {
  /// Mean 10 and deviation √10 over five values: t(0.975, 4) = 2.7764451051977934.
  private static let pilot = SampleMoments([6, 8, 10, 12, 14])

  @Test func theNumberIsTheSquareOfWhatTheWidthHasToShrinkBy() {
    // (2.7764451 · 3.1622777 / 1)² = 77.09.
    #expect(RequiredReplications.count(pilot: Self.pilot, halfWidth: 1) == 78)
    #expect(RequiredReplications.count(pilot: Self.pilot, relativeHalfWidth: 0.1) == 78)
    // (1.6448536 · …)² would be 28; at 90 % t(0.95, 4) = 2.1318468 gives 45.45.
    #expect(RequiredReplications.count(pilot: Self.pilot, halfWidth: 1, level: 0.9) == 46)
  }

  @Test func thePilotIsNeverTakenBack() {
    #expect(RequiredReplications.count(pilot: Self.pilot, halfWidth: 100) == 5)
  }

  @Test func withoutSpreadMeanOrBoundThereIsNoNumber() {
    #expect(RequiredReplications.count(pilot: SampleMoments([1]), halfWidth: 1) == nil)
    #expect(
      RequiredReplications.count(pilot: SampleMoments([-1, 1]), relativeHalfWidth: 0.1) == nil)
    #expect(RequiredReplications.count(pilot: Self.pilot, halfWidth: 1e-30) == nil)
  }
}
