import HeadgateModel
import HeadgateStatistics
import Testing

@Suite struct MetricNamesTests {
  @Test(arguments: MetricUnit.allCases)
  func everyUnitIsAKindOfQuantityThatCanBeCompared(unit: MetricUnit) {
    #expect(QuantityKind(rawValue: unit.rawValue) != nil)
  }

  @Test(arguments: MetricDirection.allCases)
  func everyDirectionIsOneThatAComparisonJudgesBy(direction: MetricDirection) {
    #expect(PreferredDirection(rawValue: direction.rawValue) != nil)
  }
}
