import HeadgateStatistics
import Testing

@Suite struct AppraisalTests {
  private let good = Appraisal(objectives: [1, 5])
  private let poor = Appraisal(objectives: [2, 4])
  private let broken = Appraisal(violation: 0.1, objectives: [0, 0])
  private let worse = Appraisal(violation: 0.2, objectives: [-1, -1])

  @Test("What keeps the constraints is better than what breaks one, whatever the objectives")
  func feasibleFirst() {
    #expect(good.isBetter(than: broken))
    #expect(!broken.isAsGood(as: poor))
    #expect(good.dominates(broken) && !broken.dominates(good))
    #expect(good.isNowhereWorse(than: broken) && !broken.isNowhereWorse(than: good))
  }

  @Test("Of two that break constraints the one that breaks less is better")
  func lessViolation() {
    #expect(broken.isBetter(than: worse))
    #expect(broken.dominates(worse) && !worse.dominates(broken))
    #expect(worse.isBetter(than: .none) && !Appraisal.none.isFeasible)
  }

  @Test("Of two that keep them the first objective decides, and equal ones are as good")
  func objective() {
    #expect(good.isBetter(than: poor))
    #expect(good.isAsGood(as: good) && !good.isBetter(than: good))
  }

  @Test("Dominance looks at all objectives")
  func dominance() {
    #expect(!good.dominates(poor) && !poor.dominates(good))
    #expect(Appraisal(objectives: [1, 4]).dominates(good))
    #expect(good.isNowhereWorse(than: good) && !good.dominates(good))
  }
}
